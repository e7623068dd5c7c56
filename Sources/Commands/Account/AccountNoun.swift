import ArgumentParser

struct AccountNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "账号：新增、授权、停用、改密码、令牌",
        subcommands: [])
}
