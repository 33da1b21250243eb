"""The sentences of the findings: code → (English, Vietnamese). Placeholders are named by their maker."""

WORDING: dict[str, tuple[str, str]] = {
    # The file
    "too-large": ("The file is larger than {limit} kB.", "Tệp lớn hơn {limit} kB."),
    "encoding": ("The file must be XML text in UTF-8.", "Tệp phải là văn bản XML mã hóa UTF-8."),
    "doctype": (
        "The file contains {what!r}: document types, entities and processing instructions are not accepted.",
        "Tệp chứa {what!r}: không nhận khai báo DOCTYPE, thực thể (entity) và chỉ thị xử lý.",
    ),
    "xml-syntax": ("The file is not well-formed XML: {detail}.", "Tệp không phải XML hợp lệ: {detail}."),
    "xml-schema": (
        "The file does not follow the BPMN 2.0 schema: {detail}",
        "Tệp không theo lược đồ BPMN 2.0: {detail}",
    ),
    "not-bpmn": ("The file is not a BPMN 2.0 diagram.", "Tệp không phải sơ đồ BPMN 2.0."),
    "too-many-elements": (
        "The file has more than {limit} XML elements.",
        "Tệp có hơn {limit} phần tử XML.",
    ),
    "too-many-attributes": (
        "An element has more than {limit} attributes.",
        "Một phần tử có hơn {limit} thuộc tính.",
    ),
    "too-deep": ("Elements are nested more than {limit} deep.", "Các phần tử lồng nhau quá {limit} cấp."),
    "text-too-long": (
        "A text or attribute is longer than {limit} characters.",
        "Một đoạn văn bản hoặc thuộc tính dài quá {limit} ký tự.",
    ),
    "internal": (
        "The diagram could not be checked ({detail}). Simplify it, or report this.",
        "Không kiểm tra được sơ đồ ({detail}). Hãy đơn giản hóa sơ đồ hoặc báo lại lỗi này.",
    ),
    # The process
    "no-executable-process": (
        "No process is marked as executable.",
        "Không có quy trình nào được đánh dấu là thực thi được (isExecutable).",
    ),
    "several-executable-processes": (
        "A file holds one executable process; this one has {count}.",
        "Mỗi tệp chỉ có một quy trình thực thi được; tệp này có {count}.",
    ),
    "second-process": (
        "Another process has content of its own: leave the other pools empty.",
        "Một quy trình khác cũng có nội dung: hãy để trống các pool còn lại.",
    ),
    "too-many-nodes": (
        "The diagram has {count} nodes; fewer than {limit} are accepted.",
        "Sơ đồ có {count} nút; phải ít hơn {limit}.",
    ),
    # Ids
    "id-missing": ("An element has no id.", "Một phần tử không có id."),
    "id-reserved": (
        "The id {id!r} is kept for the engine: choose another.",
        "Id {id!r} dành riêng cho bộ máy quy trình: hãy chọn id khác.",
    ),
    "id-twice": ("The id {id!r} is used more than once.", "Id {id!r} bị dùng nhiều lần."),
    "bad-name": (
        "{name!r} cannot be the name of a variable: use letters, digits and underscores, and no reserved word.",
        "{name!r} không dùng làm tên biến được: chỉ dùng chữ cái, chữ số, dấu gạch dưới và tránh từ dành riêng.",
    ),
    # Elements that are not executed
    "unsupported-element": ("{name} is not supported.", "Không hỗ trợ {name}."),
    "undefined-task": (
        "A task without a kind is not executed: make it a user task, a service task or another kind.",
        "Công việc chưa rõ loại thì không chạy được: hãy chọn user task, service task hoặc loại khác.",
    ),
    "script-task": (
        "Script tasks are not supported: diagrams contain no program code. Use a service task.",
        "Không hỗ trợ script task: sơ đồ không chứa mã chương trình. Hãy dùng service task.",
    ),
    "link-event": (
        "Link events are not supported: draw the sequence flow.",
        "Không hỗ trợ sự kiện liên kết (link): hãy vẽ trực tiếp luồng nối.",
    ),
    "compensation": ("Compensation is not supported.", "Không hỗ trợ bù trừ (compensation)."),
    "complex-gateway": (
        "Complex gateways are not supported: use exclusive, inclusive or parallel ones.",
        "Không hỗ trợ cổng phức hợp (complex gateway): hãy dùng cổng loại trừ, bao hàm hoặc song song.",
    ),
    "signal-event": (
        "Signal events are not supported: use a message.",
        "Không hỗ trợ sự kiện tín hiệu (signal): hãy dùng thông điệp (message).",
    ),
    "conditional-event": (
        "Conditional events are not supported: use a message or a timer.",
        "Không hỗ trợ sự kiện điều kiện: hãy dùng thông điệp hoặc bộ hẹn giờ.",
    ),
    "transaction": (
        "Transactions and cancel events are not supported: use a sub-process with an error event.",
        "Không hỗ trợ giao dịch và sự kiện hủy: hãy dùng quy trình con với sự kiện lỗi.",
    ),
    "ad-hoc": ("Ad-hoc sub-processes are not supported.", "Không hỗ trợ quy trình con tùy biến (ad-hoc)."),
    "event-sub-process": (
        "Event sub-processes are not supported: use a boundary event.",
        "Không hỗ trợ quy trình con theo sự kiện: hãy dùng sự kiện gắn biên.",
    ),
    "start-event-kind": (
        "Only a plain start event is supported: cases are started by people and by the application.",
        "Chỉ hỗ trợ sự kiện bắt đầu thường: hồ sơ do người dùng hoặc ứng dụng khởi tạo.",
    ),
    "several-events": (
        "An event has several definitions: only one is supported.",
        "Một sự kiện có nhiều định nghĩa: chỉ hỗ trợ một.",
    ),
    "event-gateway-type": (
        "Only exclusive event gateways are supported.",
        "Chỉ hỗ trợ cổng sự kiện loại trừ.",
    ),
    "token-quantity": (
        "{name} other than 1 is not supported.",
        "Không hỗ trợ {name} khác 1.",
    ),
    "loop-behaviour": (
        "Multi-instance behaviour other than All is not supported.",
        "Với công việc nhiều thể hiện, chỉ hỗ trợ behavior là All.",
    ),
    "loop-data": (
        "{name} is not supported: use td:loop with collection, item, result and results.",
        "Không hỗ trợ {name}: hãy dùng td:loop với collection, item, result và results.",
    ),
    "data-flow": (
        "{name} is not supported: expressions read the case and the variables directly.",
        "Không hỗ trợ {name}: biểu thức đọc trực tiếp hồ sơ và các biến.",
    ),
    "performer": (
        "{name} is not supported: use td:assignment.",
        "Không hỗ trợ {name}: hãy dùng td:assignment.",
    ),
    "native-correlation": (
        "{name} is not supported: use td:correlation on the event or task.",
        "Không hỗ trợ {name}: hãy dùng td:correlation trên sự kiện hoặc công việc.",
    ),
    "expression-language": (
        "Expressions are written in FEEL, not in {language}.",
        "Biểu thức phải viết bằng FEEL, không phải {language}.",
    ),
    "foreign-element": (
        "{name} belongs to another program and would be ignored: remove it.",
        "{name} thuộc phần mềm khác và sẽ bị bỏ qua: hãy xóa đi.",
    ),
    "foreign-attribute": (
        "The attribute {name} has no meaning here and would be ignored: remove it.",
        "Thuộc tính {name} không có ý nghĩa ở đây và sẽ bị bỏ qua: hãy xóa đi.",
    ),
    "td-misplaced": (
        "td:{name} is unknown, or has no meaning on {where}.",
        "td:{name} không tồn tại hoặc không có ý nghĩa trên {where}.",
    ),
    "td-twice": ("td:{name} is given twice.", "td:{name} bị khai báo hai lần."),
    "td-attribute": (
        "td:{name} has no attribute {attribute}.",
        "td:{name} không có thuộc tính {attribute}.",
    ),
    "td-attribute-missing": (
        "td:{name} needs the attribute {attribute}.",
        "td:{name} cần thuộc tính {attribute}.",
    ),
    # The graph
    "start-events": (
        "There must be exactly one start event; there are {count}.",
        "Phải có đúng một sự kiện bắt đầu; hiện có {count}.",
    ),
    "no-end-event": ("There is no end event.", "Không có sự kiện kết thúc."),
    "dangling-flow": (
        "The sequence flow does not connect two elements of the same process.",
        "Luồng không nối hai phần tử trong cùng một quy trình.",
    ),
    "doubled-flow": (
        "Two flows lead from {source!r} to {target!r}: join their conditions with `or`.",
        "Có hai luồng từ {source!r} đến {target!r}: hãy gộp điều kiện bằng `or`.",
    ),
    "flow-into-start": (
        "No flow may lead into a start or boundary event.",
        "Không được có luồng đi vào sự kiện bắt đầu hoặc sự kiện gắn biên.",
    ),
    "flow-out-of-end": (
        "No flow may leave an end event.",
        "Không được có luồng đi ra từ sự kiện kết thúc.",
    ),
    "dead-end": (
        "No flow leaves this element: lead it to an end event.",
        "Không có luồng đi ra từ phần tử này: hãy nối tới sự kiện kết thúc.",
    ),
    "several-flows": (
        "{count} flows leave this element: split with a gateway.",
        "Có {count} luồng đi ra từ phần tử này: hãy rẽ nhánh bằng cổng.",
    ),
    "default-misplaced": (
        "Only exclusive and inclusive gateways have a default flow.",
        "Chỉ cổng loại trừ và cổng bao hàm mới có luồng mặc định.",
    ),
    "default-elsewhere": (
        "The default flow {flow!r} does not leave this gateway.",
        "Luồng mặc định {flow!r} không đi ra từ cổng này.",
    ),
    "default-with-condition": (
        "A default flow has no condition.",
        "Luồng mặc định không mang điều kiện.",
    ),
    "flow-without-condition": (
        "This flow leaves the gateway {node!r} and needs a condition, or must be its default.",
        "Luồng này đi ra từ cổng {node!r}: cần có điều kiện hoặc là luồng mặc định.",
    ),
    "condition-ignored": (
        "The condition would be ignored: {node!r} does not choose between flows.",
        "Điều kiện sẽ bị bỏ qua: {node!r} không chọn giữa các luồng.",
    ),
    "event-gateway-alone": (
        "An event gateway leads to at least two events.",
        "Cổng sự kiện phải dẫn tới ít nhất hai sự kiện.",
    ),
    "event-gateway-target": (
        "The event gateway {gateway!r} may only lead to catching events or plain receive tasks, by one flow each.",
        "Cổng sự kiện {gateway!r} chỉ được dẫn tới sự kiện bắt hoặc receive task thường, mỗi nơi một luồng.",
    ),
    "event-gateway-timers": (
        "{count} timers follow this event gateway: one is enough, the earliest.",
        "Có {count} bộ hẹn giờ sau cổng sự kiện này: chỉ giữ một, sớm nhất.",
    ),
    "unreachable": (
        "No way leads here from the start.",
        "Không có đường nào từ điểm bắt đầu tới đây.",
    ),
    "no-way-to-end": (
        "No way leads from here to an end event.",
        "Từ đây không có đường nào tới sự kiện kết thúc.",
    ),
    "automatic-loop": (
        "This loop passes no task, timer or message and could run for ever.",
        "Vòng lặp này không qua công việc, bộ hẹn giờ hay thông điệp nào và có thể chạy mãi.",
    ),
    "never-joined": (
        "Tokens can get stuck here: not every incoming flow of the join can be reached together.",
        "Có thể kẹt tại đây: không phải mọi luồng vào của cổng gộp đều tới được cùng lúc.",
    ),
    # People and work
    "lane-without-role": (
        "The lane {name!r} has no role: add td:assignment.",
        "Làn {name!r} chưa có vai trò: hãy thêm td:assignment.",
    ),
    "lane-dangling": (
        "The lane refers to {target!r}, which does not exist.",
        "Làn tham chiếu tới {target!r} không tồn tại.",
    ),
    "in-two-lanes": ("The element lies in two lanes.", "Phần tử nằm trong hai làn."),
    "unknown-role": (
        "The role {role!r} is unknown; roles are {roles}.",
        "Vai trò {role!r} không tồn tại; các vai trò là {roles}.",
    ),
    "no-assignment": (
        "Nobody is assigned: put the task into a lane with td:assignment, or give it one of its own.",
        "Chưa giao cho ai: hãy đặt công việc vào làn có td:assignment hoặc gán riêng cho công việc.",
    ),
    "missing-form": (
        "The user task has no form: add td:form.",
        "User task chưa có biểu mẫu: hãy thêm td:form.",
    ),
    "unknown-form": ("The form {name!r} does not exist.", "Biểu mẫu {name!r} không tồn tại."),
    "missing-handler": (
        "The service task has no handler: add td:handler.",
        "Service task chưa có bộ xử lý: hãy thêm td:handler.",
    ),
    "unknown-handler": ("The handler {name!r} does not exist.", "Bộ xử lý {name!r} không tồn tại."),
    "missing-called-process": (
        "The call activity names no process.",
        "Call activity chưa chỉ ra quy trình được gọi.",
    ),
    "unknown-called-process": ("The process {name!r} does not exist.", "Quy trình {name!r} không tồn tại."),
    "calls-itself": ("The process calls itself.", "Quy trình gọi chính nó."),
    "missing-decision": (
        "The business rule task has no decision: add td:decision.",
        "Business rule task chưa có quyết định: hãy thêm td:decision.",
    ),
    "unknown-decision": ("The decision {name!r} does not exist.", "Quyết định {name!r} không tồn tại."),
    "decision-table": (
        "The decision {name!r} cannot be used: {detail}",
        "Không dùng được quyết định {name!r}: {detail}",
    ),
    "decision-without-priorities": (
        "The decision {name!r} has the hit policy {policy}: list the values of an output (outputValues), "
        "the most important first.",
        "Quyết định {name!r} dùng chính sách {policy}: hãy liệt kê các giá trị của một đầu ra (outputValues), "
        "giá trị quan trọng nhất đứng đầu.",
    ),
    "decision-output-unlisted": (
        "The decision {name!r} gives {value} for {output!r}, which is not among the listed values of this output.",
        "Quyết định {name!r} cho {output!r} giá trị {value}, không nằm trong các giá trị đã liệt kê của đầu ra này.",
    ),
    "decision-overlap": (
        "The rules {first} and {second} of the decision {name!r} both match {example}, but its policy is UNIQUE: "
        "make them exclude one another, or choose FIRST.",
        "Dòng {first} và dòng {second} của quyết định {name!r} cùng khớp với {example}, trong khi chính sách là "
        "UNIQUE: hãy sửa để hai dòng loại trừ nhau hoặc chọn FIRST.",
    ),
    "decision-contradiction": (
        "The rules {first} and {second} of the decision {name!r} both match {example} and give different outputs, "
        "but its policy is ANY: let them agree, or choose FIRST.",
        "Dòng {first} và dòng {second} của quyết định {name!r} cùng khớp với {example} nhưng cho kết quả khác nhau, "
        "trong khi chính sách là ANY: hãy cho cùng kết quả hoặc chọn FIRST.",
    ),
    "decision-gap": (
        "No rule of the decision {name!r} matches {example}: add a rule for it (“-” matches everything), give the "
        "outputs a default, or list the values the input can have (inputValues).",
        "Không dòng nào của quyết định {name!r} khớp với {example}: hãy thêm dòng cho trường hợp này (“-” khớp với "
        "mọi giá trị), đặt giá trị mặc định cho đầu ra, hoặc liệt kê các giá trị đầu vào có thể nhận (inputValues).",
    ),
    "missing-result": (
        "The business rule task does not say where its result goes: add td:result.",
        "Business rule task chưa nói kết quả ghi vào đâu: hãy thêm td:result.",
    ),
    "reminder-policy": (
        "{policy!r} cannot be the name of a reminder policy.",
        "{policy!r} không thể là tên chính sách nhắc việc.",
    ),
    "due-rule": (
        "The due rule {rule!r} is unknown: write case, case-3wd, 5wd, 10d, 1m, 1y or =FEEL.",
        "Không hiểu quy tắc thời hạn {rule!r}: hãy viết case, case-3wd, 5wd, 10d, 1m, 1y hoặc =FEEL.",
    ),
    # Events and loops
    "event-without-definition": (
        "The event does not say what it waits for or sends.",
        "Sự kiện chưa nói chờ gì hoặc gửi gì.",
    ),
    "boundary-host": (
        "The boundary event is not attached to an activity of the same process.",
        "Sự kiện gắn biên không gắn vào hoạt động nào trong cùng quy trình.",
    ),
    "boundary-never": (
        "The event can never occur on {host!r}.",
        "Sự kiện không bao giờ xảy ra trên {host!r}.",
    ),
    "error-must-interrupt": (
        "An error event always interrupts its activity.",
        "Sự kiện lỗi luôn ngắt hoạt động mà nó gắn vào.",
    ),
    "code-missing": (
        "The error or escalation has no code.",
        "Lỗi hoặc leo thang chưa có mã.",
    ),
    "message-missing": (
        "No message with a name is given.",
        "Chưa chỉ ra thông điệp có tên.",
    ),
    "timer-empty": ("The timer has no time.", "Bộ hẹn giờ chưa có thời gian."),
    "timer-date": (
        "{text!r} is no date-time: write 2026-11-30T17:00:00+07:00 or =FEEL.",
        "{text!r} không phải ngày giờ: hãy viết 2026-11-30T17:00:00+07:00 hoặc =FEEL.",
    ),
    "timer-without-offset": (
        "{text!r} does not say which time zone: write the offset, as in 2026-11-30T17:00:00+07:00.",
        "{text!r} chưa rõ múi giờ: hãy ghi độ lệch, ví dụ 2026-11-30T17:00:00+07:00.",
    ),
    "timer-duration": (
        "{text!r} is no duration: write P3D, PT2H, P1M or =FEEL.",
        "{text!r} không phải khoảng thời gian: hãy viết P3D, PT2H, P1M hoặc =FEEL.",
    ),
    "timer-cycle": (
        "{text!r} is no cycle: write R3/P1D, R/P1W or =FEEL.",
        "{text!r} không phải chu kỳ: hãy viết R3/P1D, R/P1W hoặc =FEEL.",
    ),
    "timer-cycle-interrupts": (
        "A cycle is only supported on a boundary event that does not interrupt.",
        "Chu kỳ chỉ dùng được trên sự kiện gắn biên không ngắt.",
    ),
    "loop-endless": (
        "The loop has neither a condition nor a maximum.",
        "Vòng lặp không có điều kiện cũng không có số lần tối đa.",
    ),
    "loop-how-often": (
        "Say how often: either loopCardinality or td:loop collection.",
        "Hãy nêu số lần: hoặc loopCardinality hoặc td:loop collection.",
    ),
    "loop-item": (
        "td:loop item needs a collection.",
        "td:loop item cần có collection.",
    ),
    "loop-result": (
        "td:loop result and results belong together.",
        "td:loop result và results phải đi cùng nhau.",
    ),
    # Moving a case to another version
    "migration-ended": ("The case has ended.", "Hồ sơ đã kết thúc."),
    "migration-removed": (
        "The case stands at {name!r}, which the new version does not have.",
        "Hồ sơ đang ở {name!r}, phần tử không còn trong phiên bản mới.",
    ),
    "migration-other-kind": (
        "The case stands at {name!r}, which is of another kind in the new version.",
        "Hồ sơ đang ở {name!r}, phần tử đã đổi loại trong phiên bản mới.",
    ),
    "migration-join": (
        "A branch waits at {name!r} and came from {source!r}, which no longer leads there.",
        "Một nhánh đang chờ tại {name!r}, đến từ {source!r}, nơi không còn dẫn tới đó.",
    ),
    "migration-unarmed": (
        "{name!r} is new on {host!r}, which has begun: it will not occur this time.",
        "{name!r} mới được gắn vào {host!r} là bước đang chạy: lần này sẽ không xảy ra.",
    ),
    # Expressions
    "no-equals-sign": (
        "Expressions are FEEL and begin with an equals sign: {text!r}.",
        "Biểu thức viết bằng FEEL và bắt đầu bằng dấu bằng: {text!r}.",
    ),
    "feel-dunder": (
        "Names with two leading underscores are not accepted.",
        "Không nhận tên bắt đầu bằng hai dấu gạch dưới.",
    ),
    "feel": (
        "This is not an expression we accept ({text}): {english}",
        "Biểu thức không hợp lệ ({text}): {vietnamese}",
    ),
}
