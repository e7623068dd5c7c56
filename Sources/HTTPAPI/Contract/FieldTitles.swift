/// What the fields of response documents are called.
enum FieldTitles {
    static func of(_ field: String, in document: String? = nil) -> String {
        document.flatMap { ofDocuments["\($0).\(field)"] } ?? titles[field] ?? walks[field] ?? reference[
            field] ?? weeks[field] ?? field
    }
    static let titles: [String: String] = [
        "id": "内部编号", "number": "编号",
        // Rows of the ledger.
        "availableCommands": "现在能办的事", "clocks": "各项时限", "completedOn": "完成日期", "day0": "起算日",
        "description": "问题描述", "events": "经过", "fields": "各栏内容", "foundOn": "发现日期", "hash": "哈希",
        "light": "灯：绿、黄、红", "metOn": "办到的日期", "mode": "整改类型", "originalDue": "最初的时限",
        "purpose": "用途", "reporter": "反映人，只在查看身份时有", "contact": "联系方式", "caseNumber": "办件编号",
        "round": "第几轮", "rule": "按哪条规则", "target": "目标工作日", "stream": "哪条记录", "act": "办了什么",
        "actor": "办理账号", "subject": "对象", "label": "名称", "takenAt": "拍摄时间", "caption": "佐证说明", "by": "经办人",
        "asked": "申请的日期",
        "lines": "各行", "reference": "故障编号，请告诉系统管理员", "calendar": "按哪版放假安排", "madeAt": "生成时间",
        // Problems.
        "type": "问题的类别", "status": "状态", "detail": "错在哪里、怎样改", "current": "现在的版本",
        "retryAfter": "几秒后再试",
        // Accounts.
        "account": "账号", "authentication": "证明身份的方式", "card": "个人卡", "changedAt": "改动时间", "demo": "演示数据",
        "disabled": "已停用", "expires": "到期时间", "failed": "连续输错次数", "grants": "角色", "hasCard": "有个人卡",
        "idleMinutes": "多少分钟不用即失效", "locked": "已锁定", "passed": "通过", "person": "人员",
        "reach": "办到什么范围", "rights": "各项权限", "scopes": "用途", "token": "令牌", "tokens": "令牌",
        // Statistics.
        "asOf": "数据时间", "awaitingCheck": "待核查", "carriedOver": "上期结转", "claimedClosed": "自报已办结",
        "closed": "已销号", "denominator": "分母", "escalated": "提请上级解决", "explained": "解释说明",
        "improvable": "可优化", "merged": "并案", "metrics": "指标", "notAdopted": "不予采纳", "numerator": "分子",
        "open": "在办", "overdue": "逾期", "rounding": "取整方式", "struckOff": "销号", "transferred": "转办",
        "unfounded": "核实不属实", "unverified": "未核实",
        // The public door.
        "evidencePending": "还没有传到的佐证", "photos": "照片", "photosLeft": "还可以传几张", "photosPending": "还没有传到的照片",
        "photosUntil": "照片在此之前传", "registeredAt": "登记时间", "repliedOn": "答复日期", "replyBy": "答复时限",
        "stageTitle": "办到哪一步，中文",
    ]
}
