"""What tests share: databases, people, factories, pages, clocks."""
