import CXLSXWriter
import Walkthrough

/// An xlsx file written row by row in constant memory. The same cells give the same bytes.
///
/// Every text goes in as a string, so that no cell can run as a formula; every result of the library is checked.
final class Workbook {
    private let path: String
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
    private var sheets: [Sheet] = []

    /// - Parameters:
    ///   - created: printed as the file's date in its properties; the clock is never asked.
    ///   - scratch: a folder for the rows while they are gathered.
    init(path: String, created: Instant, title: String, scratch: String) throws(ExportError) {
        self.path = path
        book = scratch.withCString { scratch in
            var options = lxw_workbook_options()
            options.constant_memory = 1
            options.tmpdir = UnsafeMutablePointer(mutating: scratch)
            options.use_zip64 = 0
            return workbook_new_opt(path, &options)
        }
        guard let book else { throw .workbook(path, LXW_ERROR_MEMORY_MALLOC_FAILED) }
        try check(
            title.withCString { title in
                var properties = lxw_doc_properties()
                properties.title = UnsafeMutablePointer(mutating: title)
                properties.created = time_t(created.milliseconds / 1000)
                return workbook_set_properties(book, &properties)
            })
    }

    deinit { if let book { lxw_workbook_free(book) } }

    func sheet(_ title: SheetTitle) throws(ExportError) -> Sheet {
        let book = try open()
        try check(workbook_validate_sheet_name(book, title.text))
        guard let worksheet = workbook_add_worksheet(book, title.text) else {
            throw .workbook(path, LXW_ERROR_CREATING_TMPFILE)
        }
        let sheet = Sheet(worksheet, title: title, in: self)
        sheets.append(sheet)
        return sheet
    }

    func format(_ style: CellStyle) throws(ExportError) -> UnsafeMutablePointer<lxw_format> {
        if let format = formats[style] { return format }
        guard let format = workbook_add_format(try open()) else {
            throw .workbook(path, LXW_ERROR_MEMORY_MALLOC_FAILED)
        }
        style.apply(to: format)
        formats[style] = format
        return format
    }

    /// Packs the file; the workbook takes nothing more.
    func close() throws(ExportError) {
        let book = try open()
        self.book = nil
        try check(workbook_close(book))
        try SheetCheck.verify(path, expecting: sheets.map(\.lineCount))
    }

    /// Where texts were cut, sheet by sheet.
    var cuts: [String] { sheets.flatMap(\.cuts) }

    func check(_ error: lxw_error) throws(ExportError) {
        guard error == LXW_NO_ERROR else { throw .workbook(path, error) }
    }

    private func open() throws(ExportError) -> UnsafeMutablePointer<lxw_workbook> {
        guard let book else { throw ExportError(.workbook, path, "表格已经关闭", mend: "请重新导出") }
        return book
    }
}

extension ExportError {
    static func workbook(_ path: String, _ error: lxw_error) -> ExportError {
        let words = lxw_strerror(error).map { String(cString: $0) } ?? "\(error.rawValue)"
        return ExportError(.workbook, path, "无法写出表格（\(words)）", mend: "请检查磁盘空间和文件夹权限后重试")
    }
}
