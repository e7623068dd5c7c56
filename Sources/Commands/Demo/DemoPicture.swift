/// Small pictures for the demo's evidence: a PNG of plain bars (RFC 2083), its pixels stored without compression.
enum DemoPicture {
    /// The picture number `seed`; no two are the same.
    static func png(_ seed: Int) -> [UInt8] {
        let (width, height) = (96, 64)
        var raw: [UInt8] = []
        for row in 0..<height {
            raw.append(0)
            for column in 0..<width {
                let bar = (column / 12 + row / 16 + seed) % 7
                raw += [
                    UInt8(40 + bar * 30), UInt8((seed * 37 + row) % 256),
                    UInt8((seed / 7 * 53 + column * 2) % 256),
                ]
            }
        }
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        file += chunk("IHDR", big(width) + big(height) + [8, 2, 0, 0, 0])
        file += chunk("IDAT", stored(raw))
        file += chunk("IEND", [])
        return file
    }

    private static func big(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(number >> (24 - 8 * $0) & 0xFF) }
    }

    private static func chunk(_ type: String, _ body: [UInt8]) -> [UInt8] {
        let content = Array(type.utf8) + body
        return big(body.count) + content + big(Int(crc(content)))
    }

    /// A zlib stream of stored blocks (RFC 1950, 1951).
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var offset = 0
        while offset < bytes.count {
            let count = min(65_535, bytes.count - offset)
            let isLast = offset + count == bytes.count
            stream += [
                isLast ? 1 : 0, UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF),
                UInt8(~count >> 8 & 0xFF),
            ]
            stream += bytes[offset..<offset + count]
            offset += count
        }
        var (a, b) = (1, 0)
        for byte in bytes {
            a = (a + Int(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return stream + big(b << 16 | a)
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
