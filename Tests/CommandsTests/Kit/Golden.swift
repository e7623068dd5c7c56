import Foundation
import Testing

/// Texts that only change on purpose. `PEIZOU_UPDATE_GOLDEN=1 swift test` writes them anew.
enum Golden {
    static func compare(_ text: String, with name: String, file: String = #filePath) throws {
        let url = URL(filePath: file).deletingLastPathComponent().appending(path: "Golden/\(name)")
        if ProcessInfo.processInfo.environment["PEIZOU_UPDATE_GOLDEN"] != nil {
            try Data(text.utf8).write(to: url)
        }
        #expect(text == String(decoding: try Data(contentsOf: url), as: UTF8.self))
    }
}
