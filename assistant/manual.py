r"""What ``wenbao COMMAND --help`` says: Chinese first, a short English line, an example each.

A line that holds only ``\b`` keeps the lines below it as they stand.
"""

PROGRAM = """问报：读政府信息公开年度报告，用中文提问，每个数字都注明出处。

Answers questions about Chinese disclosure reports; every number comes with its source.

\b
例：wenbao ingest 年报文件夹/
    wenbao ask "甲镇2023年公开了多少条信息？"
"""

INGEST = """把报告文件、文件夹或 ZIP 压缩包读入数据库；同一份文件再读一次不会重复。

Reads files, folders (recursively) and ZIP archives into the store.

\b
例：wenbao ingest 年报文件夹/ 补充.zip
    wenbao ingest 年报.pdf --json --data ./data
    wenbao ingest 年报文件夹/ --dry-run            (只试读，不保存)
    wenbao ingest s3://桶/年报/ file:///盘/年报/     (需要安装 wenbao[cluster] 和 s3fs)
    wenbao ingest 年报文件夹/ --dask tcp://主机:8786  (由 Dask 集群读取，只用于可信网络)
"""

ROSTER = """装入机关名录：统一机关名称，并说明全县（市）哪些机关还没有报告。

Installs a roster of agencies (CSV), or shows the one that is there.

\b
第一行是列名：机关,上级,别名,曾用名（或 agency,parents,aliases,former_names）；
上级从大到小用 / 分开，别名和曾用名也可用 / 或、分开。
例：wenbao roster 名录.csv
    wenbao roster
"""

INSPECT = """读报告并显示读到的内容，不保存。

Reads reports and shows what was found; stores nothing.

\b
例：wenbao inspect 年报.pdf
    wenbao inspect --json 甲镇.txt 乙镇.docx
"""

ASK = """回答问题；一次写多个问题时，它们是同一段对话的先后几问。

Answers questions; several questions are turns of one conversation.

\b
例：wenbao ask "甲镇2023年收到几件申请？" "那2022年呢？"
    wenbao ask "甲镇2023年收到几件申请？" --pack 证据包.zip
    wenbao ask --batch 问题.jsonl      (总是输出 JSON；每行 {"id": "1", "turns": ["……"]};- 表示标准输入)
"""

LIST = """列出已保存的报告：机关、上级、年度、表式、来源文件、发现的问题数。

Lists what is stored.

\b
例：wenbao list
    wenbao list --json
"""

REMOVE = """删除报告：按来源文件，或按机关和年度。

Takes reports out of the store.

\b
例：wenbao remove 年报.pdf
    wenbao remove --agency 甲镇 --year 2023
"""

AUDIT = """核对已保存的报告：数字对不对得上、有没有矛盾和照抄。

Runs every check over what is stored.

\b
例：wenbao audit
    wenbao audit --agency 甲镇 --year 2023 --json
"""

EXPORT = """导出全部数字和出处，每个单元格一行。文件名的结尾决定格式：.csv、.xlsx 或 .json。

Exports the stored numbers with their sources, a row per cell.

\b
例：wenbao export 数据.xlsx
"""

REFIT = """用已保存的报告重新训练检索用的词向量，并重算全部段落。

Fits the embedded retrieval model on the stored reports.

\b
例：wenbao refit
"""

BACKUP = """把保存的全部内容写成一个备份文件：数据、人工读数和结论、原件、名录和训练过的模型。

Writes everything stored to one file; a page may be open and an ingest running meanwhile.

\b
例：wenbao backup 备份.zip
    wenbao backup 备份.zip --data ./data --json
"""

RESTORE = """从备份文件恢复。先全部解开、逐个核对，再一次换上；数据文件夹里已有内容时须加 --replace。

Puts a backup into the data folder, all of it or nothing.

\b
例：wenbao restore 备份.zip --data ./data
    wenbao restore 备份.zip --replace           (整个替换现有内容，先停下网页)
"""

SERVE = """打开网页，在浏览器里提问。

Serves the page.

\b
例：wenbao serve --port 7860
"""

MCP = """通过标准输入输出，供支持 MCP 的程序查数、找原文、看核查结果（只读）。

Serves MCP clients over stdio, read-only (needs the extra mcp).

\b
例：wenbao mcp --data ./data
"""

USER = """生成网页用户的一段设置；多个用户用逗号连起来，写进 WENBAO_USERS。

Makes the entry of a user of the page, for WENBAO_USERS.

\b
例：wenbao password 李审
    WENBAO_USERS='李审:scrypt.…' wenbao serve --host 0.0.0.0
"""

OPTION_JSON = "每行输出一个 JSON 对象，供程序读取。"
OPTION_JOBS = "同时读取文件的进程数（默认为处理器核数，最多 4）。"
OPTION_DASK = "由这个 Dask 调度器的集群读取文件（需要安装 wenbao[cluster]）；保存仍由本机完成。"
OPTION_RETRY = "重读上次未导入的文件（默认不重读内容和条件都没变的文件）。"
OPTION_DEBUG = "出错时显示详细的调用过程。"
OPTION_DATA = "存放数据的文件夹（也可用环境变量 WENBAO_DATA;默认 ./data）。"
