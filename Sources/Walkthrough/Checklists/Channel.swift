/// Where a matter is handled; the hall itself is a place to look at, too (domain §1).
public enum Channel: String, Sendable, Codable, CaseIterable {
    case window, pc, app, mini, kiosk, hotline, venue

    public var title: String {
        switch self {
        case .window: "窗口"
        case .pc: "PC"
        case .app: "APP"
        case .mini: "小程序"
        case .kiosk: "自助终端"
        case .hotline: "热线"
        case .venue: "大厅"
        }
    }
}
