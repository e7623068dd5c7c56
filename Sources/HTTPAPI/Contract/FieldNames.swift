import Ledger
import Walkthrough

extension Problem {
    /// The faults of a request in Chinese, each beside the name that its field has in the body, so that a form can show it
    /// in its place; the rules know fields by their Chinese names.
    init(_ faults: [Invalid], of operation: Operation) {
        self.init(.invalid(faults))
        guard case .json(let schema, _)? = operation.body else { return }
        errors = faults.map {
            Field(field: schema.field(called: $0.field) ?? $0.field, message: $0.what, mend: $0.mend)
        }
    }
}

extension Schema {
    /// The name of the field whose title begins with `title`; `nil` where none does, or a field has that name already.
    fileprivate func field(called title: String) -> String? {
        guard case .object(let object) = self else { return nil }
        for field in object.fields {
            if field.name == title { return nil }
            let head = field.title.prefix { !"；，：、。（ ".contains($0) }
            if head == title || FieldAliases.of[field.name]?.contains(title) == true { return field.name }
        }
        for field in object.fields {
            if let inner = field.schema.field(called: title) { return "\(field.name).\(inner)" }
        }
        return nil
    }
}

/// What the rules call fields whose titles say it otherwise.
private enum FieldAliases {
    static let of: [String: Set<String>] = [
        "due": ["整改时限", "时限"], "lead": ["责任单位"], "statementRead": ["情况说明"], "place": ["地点", "发现地点"],
        "device": ["设备密钥"], "evidence": ["佐证材料", "佐证"], "observedAt": ["看到的时间"], "newPassword": ["新密码"],
        "password": ["现在的密码"], "unit": ["单位编码", "承办单位", "责任单位"], "walker": ["发现人", "体验人", "人员编号"],
        "author": ["人员编号"],
        "external": ["外部编号"], "foundOn": ["发现日期"], "reporterMode": ["反映方式"], "checkItem": ["检查项"],
        "code": ["检查项"], "service": ["服务事项"], "source": ["问题来源"], "basis": ["登记依据"],
        "reason": ["理由", "变更理由"],
        "until": ["延期日期", "整改时限"], "spread": ["举一反三"], "text": ["公开文本"], "score": ["互查评分"],
        "person": ["人员", "人员编号"], "campaign": ["活动"], "name": ["账号"], "role": ["角色"], "scopes": ["令牌范围"],
        "days": ["令牌有效期"],
        "description": ["问题描述", "描述"], "photos": ["照片"], "partners": ["协同单位"], "window": ["窗口"],
    ]
}
