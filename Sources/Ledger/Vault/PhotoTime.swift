import CEXIF
import Walkthrough

/// When a photo says that it was taken. Nothing else of its metadata is read: no place is asked for (decisions 13).
enum PhotoTime {
    /// - Parameter head: the first bytes of a JPEG.
    static func taken(_ head: [UInt8]) -> Instant? {
        guard
            let data = head.withUnsafeBufferPointer({
                exif_data_new_from_data($0.baseAddress, UInt32($0.count))
            })
        else { return nil }
        defer { exif_data_unref(data) }
        guard let content = data.pointee.ifd.2,
            let entry = exif_content_get_entry(content, EXIF_TAG_DATE_TIME_ORIGINAL),
            entry.pointee.size >= 19,
            let bytes = entry.pointee.data
        else { return nil }
        // `2026:09:30 16:10:05`, in the place's own time.
        let text = String(decoding: UnsafeBufferPointer(start: bytes, count: 19), as: UTF8.self)
        let parts = text.split(whereSeparator: { $0 == ":" || $0 == " " }).compactMap { Int($0) }
        guard parts.count == 6, let day = try? Day(year: parts[0], month: parts[1], day: parts[2]),
            (0..<24).contains(parts[3]), (0..<60).contains(parts[4]), (0..<60).contains(parts[5])
        else { return nil }
        return Instant(day, hour: parts[3], minute: parts[4], second: parts[5])
    }
}
