/// Copies of pictures for exports: what they show, without metadata (place, device, owner).
package enum MaskedCopy {
    /// How a file is handed to whoever must not learn where, by whom and with what it was taken.
    package enum Handling: Sendable {
        case copy, asItIs
        /// It tells more than it shows, and nobody here can take that out.
        case withheld
    }

    package static func handling(of mediaType: String) -> Handling {
        switch mediaType {
        case "image/jpeg", "image/png", "image/webp": .copy
        case "image/heic", "image/heif": .withheld
        default: mediaType.hasPrefix("video/") ? .withheld : .asItIs
        }
    }

    /// - Returns: the copy; `nil` if the picture is broken, so that its metadata cannot be told from the rest.
    package static func of(_ bytes: [UInt8], mediaType: String) -> [UInt8]? {
        switch mediaType {
        case "image/jpeg": jpeg(bytes)
        case "image/png": png(bytes)
        case "image/webp": webp(bytes)
        default: bytes
        }
    }

    /// Without APP1 to APP15 and comments; the orientation stays, or the picture would lie on its side.
    private static func jpeg(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else { return nil }
        var result: [UInt8] = [0xFF, 0xD8]
        var offset = 2
        while offset + 4 <= bytes.count {
            guard bytes[offset] == 0xFF else { return nil }
            let marker = bytes[offset + 1]
            if marker == 0xFF {
                offset += 1
                continue
            }
            let length = Int(bytes[offset + 2]) << 8 | Int(bytes[offset + 3])
            guard length >= 2, offset + 2 + length <= bytes.count else { return nil }
            let end = offset + 2 + length
            if marker == 0xDA { return scan(bytes, from: offset).map { result + $0 } }
            if marker == 0xE1, let turn = orientation(bytes[(offset + 4)..<end]), turn != 1 {
                result += exif(turn)
            }
            // APP2 colour profiles and APP14 of Adobe say how to read the colours.
            let isMetadata =
                (0xE1...0xEF).contains(marker) && marker != 0xE2 && marker != 0xEE || marker == 0xFE
            if !isMetadata { result += bytes[offset..<end] }
            offset = end
        }
        return nil
    }

    /// From the first scan to the end mark; what hangs behind it is left out.
    private static func scan(_ bytes: [UInt8], from start: Int) -> ArraySlice<UInt8>? {
        var index = bytes.count - 2
        while index > start {
            if bytes[index] == 0xFF, bytes[index + 1] == 0xD9 { return bytes[start...(index + 1)] }
            index -= 1
        }
        return nil
    }

    private static func orientation(_ segment: ArraySlice<UInt8>) -> UInt8? {
        let data = Array(segment)
        guard data.count > 16, data.starts(with: [0x45, 0x78, 0x69, 0x66, 0, 0]) else { return nil }
        let tiff = Array(data[6...])
        let isBig = tiff.starts(with: [0x4D, 0x4D])
        func short(_ at: Int) -> Int? {
            guard at >= 0, at + 1 < tiff.count else { return nil }
            return isBig ? Int(tiff[at]) << 8 | Int(tiff[at + 1]) : Int(tiff[at + 1]) << 8 | Int(tiff[at])
        }
        guard let high = short(isBig ? 4 : 6), let low = short(isBig ? 6 : 4), high == 0,
            let count = short(low),
            count <= 200
        else { return nil }
        for index in 0..<count {
            let entry = low + 2 + index * 12
            guard short(entry) == 0x0112 else { continue }
            return short(entry + 8).flatMap { (1...8).contains($0) ? UInt8($0) : nil }
        }
        return nil
    }

    /// An EXIF segment that holds the orientation only.
    private static func exif(_ turn: UInt8) -> [UInt8] {
        let tiff: [UInt8] = [
            0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0,
        ]
        let body: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0, 0] + tiff
        let length = body.count + 2
        return [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + body
    }

    private static func png(_ bytes: [UInt8]) -> [UInt8]? {
        let kept: Set = [
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs",
            "acTL", "fcTL",
            "fdAT", "cICP",
        ]
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
        var result = Array(bytes[..<8])
        var offset = 8
        while offset + 12 <= bytes.count {
            let length = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= bytes.count - offset - 12 else { return nil }
            let type = String(decoding: bytes[(offset + 4)..<(offset + 8)], as: Unicode.ASCII.self)
            if kept.contains(type) { result += bytes[offset..<(offset + 12 + length)] }
            if type == "IEND" { return result }
            offset += 12 + length
        }
        return nil
    }

    private static func webp(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count >= 12, bytes.starts(with: "RIFF".utf8), bytes[8...].starts(with: "WEBP".utf8) else {
            return nil
        }
        var chunks: [UInt8] = []
        var offset = 12
        while offset + 8 <= bytes.count {
            let length = (0..<4).reduce(0) { $0 | Int(bytes[offset + 4 + $1]) << (8 * $1) }
            let padded = length + length % 2
            guard padded <= bytes.count - offset - 8 else { return nil }
            let type = String(decoding: bytes[offset..<offset + 4], as: Unicode.ASCII.self)
            if type != "EXIF", type != "XMP " {
                var chunk = Array(bytes[offset..<(offset + 8 + padded)])
                // The flags of the extended header must not promise what was taken out.
                if type == "VP8X", chunk.count > 8 { chunk[8] &= ~UInt8(0x0C) }
                chunks += chunk
            }
            offset += 8 + padded
        }
        guard offset == bytes.count else { return nil }
        let size = chunks.count + 4
        return Array("RIFF".utf8) + (0..<4).map { UInt8(size >> (8 * $0) & 0xFF) } + Array("WEBP".utf8)
            + chunks
    }
}
