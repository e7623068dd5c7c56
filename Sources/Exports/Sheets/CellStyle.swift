import CXLSXWriter

/// How a cell looks; each style becomes one format of a workbook.
struct CellStyle: Hashable {
    enum Face: Hashable { case title, subtitle, signature, head, text, centred, count, foot }

    /// A background that carries meaning, in the order of the legend.
    enum Tone: Hashable { case plain, red, yellow, green, blue, grey }

    var face: Face
    var tone: Tone = .plain

    func apply(to format: UnsafeMutablePointer<lxw_format>) {
        format_set_font_name(format, "宋体")
        format_set_font_size(format, fontSize)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        switch face {
        case .title:
            format_set_bold(format)
            align(format, LXW_ALIGN_CENTER)
        case .subtitle:
            align(format, LXW_ALIGN_CENTER)
        case .signature, .foot:
            align(format, LXW_ALIGN_LEFT)
            format_set_text_wrap(format)
        case .head:
            format_set_bold(format)
            format_set_text_wrap(format)
            align(format, LXW_ALIGN_CENTER)
            format_set_bg_color(format, 0xD9E2F3)
            border(format)
        case .text:
            format_set_text_wrap(format)
            align(format, LXW_ALIGN_LEFT)
            border(format)
        case .centred, .count:
            format_set_text_wrap(format)
            align(format, LXW_ALIGN_CENTER)
            border(format)
        }
        if let background = tone.background {
            format_set_bg_color(format, background)
            format_set_font_color(format, tone.ink)
        }
    }

    private var fontSize: Double {
        switch face {
        case .title: 16
        case .subtitle: 11
        case .signature, .head, .text, .centred, .count, .foot: 10
        }
    }

    private func align(_ format: UnsafeMutablePointer<lxw_format>, _ alignment: lxw_format_alignments) {
        format_set_align(format, UInt8(alignment.rawValue))
    }

    private func border(_ format: UnsafeMutablePointer<lxw_format>) {
        format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_border_color(format, 0x8C8C8C)
    }
}

extension CellStyle.Tone {
    var background: lxw_color_t? {
        switch self {
        case .plain: nil
        case .red: 0xFFC7CE
        case .yellow: 0xFFEB9C
        case .green: 0xC6EFCE
        case .blue: 0xDDEBF7
        case .grey: 0xE7E6E6
        }
    }

    var ink: lxw_color_t {
        switch self {
        case .plain: 0x000000
        case .red: 0x9C0006
        case .yellow: 0x7F6000
        case .green: 0x006100
        case .blue: 0x1F4E79
        case .grey: 0x404040
        }
    }
}
