"""The sentences about drawings: code → (English, Vietnamese)."""

WORDING: dict[str, tuple[str, str]] = {
    "nothing-drawn": (
        "Nothing is drawn: open the file in a modeler, or people will see no diagram.",
        "Chưa vẽ gì: hãy mở tệp trong công cụ vẽ, nếu không sẽ không ai thấy sơ đồ.",
    ),
    "not-drawn": ("It is not drawn.", "Phần tử này chưa được vẽ."),
    "shapes-overlap": ("It overlaps {other!r}.", "Đè lên {other!r}."),
    "outside": ("It reaches out of {frame!r}, which it belongs to.", "Nằm ra ngoài {frame!r} là nơi chứa nó."),
    "leads-left": (
        "It leads left, though it does not come back to an earlier step.",
        "Luồng đi sang trái mà không quay lại bước nào trước đó.",
    ),
    "flow-through-shape": ("It runs through {other!r}.", "Luồng chạy xuyên qua {other!r}."),
    "name-too-long": (
        "Its name does not fit: make it larger, or the name shorter.",
        "Tên không vừa khung: hãy vẽ rộng hơn hoặc đặt tên ngắn hơn.",
    ),
    "label-broken": (
        "A word of its label does not fit into the room left for it: {other!r}.",
        "Một từ trong nhãn không vừa chỗ dành cho nhãn: {other!r}.",
    ),
    "label-on-shape": ("Its label lies on {other!r}.", "Nhãn đè lên {other!r}."),
    "label-on-flow": ("Its label lies on the flow {other!r}.", "Nhãn đè lên luồng {other!r}."),
    "label-on-label": ("Its label lies on that of {other!r}.", "Nhãn đè lên nhãn của {other!r}."),
    "label-on-border": ("Its label lies on the border of {other!r}.", "Nhãn đè lên đường viền của {other!r}."),
}
