"""PDF files: ruled tables to the last cell and box, over page breaks too; prose line by line; clear refusals."""

import io

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import Damaged, Encrypted, TooLarge, Unsupported
from ingest.readers import pdf
from ingest.readers.limits import Limits
from ingest.readers.pdf import read_pdf
from ingest.records import CELL_END, ROW_END

LIMITS = Limits()
FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@pytest.fixture
def unrecognised(monkeypatch):
    """A machine without text recognition."""
    monkeypatch.setattr(pdf, "can_recognise", lambda: False)


class Sheet:
    """Draws on pages with coordinates from the top left, as places count."""

    def __init__(self, **options):
        self.stream = io.BytesIO()
        size = options.pop("size", (WIDTH, HEIGHT))
        self.height = size[1]
        self.canvas = Canvas(self.stream, pagesize=size, **options)
        self.canvas.setFont(FONT, 10)

    def write(self, x, top, text, size=10):
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - top - size, text)
        return self

    def rule(self, x0, top, x1, bottom):
        self.canvas.line(x0, self.height - top, x1, self.height - bottom)
        return self

    def box(self, x0, top, x1, bottom, *, stroke=1, fill=0):
        self.canvas.setFillGray(0.9)
        self.canvas.rect(x0, self.height - bottom, x1 - x0, bottom - top, stroke=stroke, fill=fill)
        self.canvas.setFillGray(0)
        return self

    def turn_page(self):
        self.canvas.showPage()
        return self

    def table(self, xs, ys, rows, *, top=True, bottom=True):
        """Rows of texts, ruled; the first and last rule may be left out."""
        for y in ys[0 if top else 1 : len(ys) if bottom else -1]:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y, row in zip(ys, rows, strict=False):
            for x, text in zip(xs, row, strict=False):
                for line, part in enumerate(text.split("\n")):
                    self.write(x + 3, y + 3 + 12 * line, part)
        return self

    def read(self, limits=LIMITS):
        self.canvas.save()
        return read_pdf(self.stream.getvalue(), "a.pdf", limits)


XS = [50, 200, 300, 400]
YS = [100, 120, 140, 160]
ROWS = [("信息内容", "制发", "废止"), ("规章", "0", "1"), ("许可", "2", "3")]


def rows(document):
    """The tables' rows as tuples of cell texts."""
    found, row = [], []
    for segment in document.segments:
        if document.text[segment.end] == CELL_END:
            row.append(document.text[segment.start : segment.end])
        if document.text[segment.end + 1 : segment.end + 2] == ROW_END:
            found.append(tuple(row))
            row = []
    return found


def test_cells_have_their_text_page_and_ruled_box():
    document = Sheet().table(XS, YS, ROWS).read()
    assert list(ROWS) == rows(document)
    place = document.segments[5].place
    assert (1, (300, 120, 400, 140)) == (place.page, tuple(round(value) for value in place.box))


def test_a_blank_cell_is_a_cell():
    document = Sheet().table(XS, YS, [("甲", "", "1"), ("乙", "2", ""), ("丙", "", "")]).read()
    assert [("甲", "", "1"), ("乙", "2", ""), ("丙", "", "")] == rows(document)


def test_a_merged_heading_stands_once_with_its_spans():
    sheet = Sheet().rule(50, 100, 400, 100).rule(200, 120, 400, 120).rule(50, 140, 400, 140).rule(50, 160, 400, 160)
    for x, top in ((50, 100), (200, 100), (300, 120), (400, 100)):
        sheet.rule(x, top, x, 160)
    sheet.write(53, 110, "申请人").write(230, 103, "法人").write(203, 123, "企业").write(303, 123, "机构")
    document = sheet.write(53, 143, "新收").write(203, 143, "4").write(303, 143, "5").read()
    spans = [(document.text[s.start : s.end], s.rowspan, s.colspan) for s in document.segments]
    assert [("申请人", 2, 1), ("法人", 1, 2), ("企业", 1, 1), ("机构", 1, 1), ("新收", 1, 1), ("4", 1, 1), ("5", 1, 1)] == spans


def test_prose_lines_stand_around_the_table_in_reading_order():
    sheet = Sheet().write(50, 60, "二、主动公开情况").table(XS, YS, ROWS).write(50, 180, "三、收到申请情况")
    text = sheet.read().text
    assert text.startswith("二、主动公开情况\n信息内容")
    assert text.endswith(f"{ROW_END}\n三、收到申请情况\n")


def test_a_prose_line_has_page_and_box():
    document = Sheet().turn_page().write(50, 60, "全年公开三十条").read()
    place = document.segments[0].place
    assert 2 == place.page
    assert (50, 120) == (round(place.box[0]), round(place.box[2]))


@pytest.mark.parametrize("number", ["- 1 -", "— 1 —", "1", "第1页 共2页", "1/2", "第 1 页"])
def test_a_table_over_a_page_break_is_one_table(number):
    sheet = Sheet().table(XS, [700, 720, 740], ROWS[:2]).write(280, 800, number).turn_page()
    document = sheet.table(XS, [60, 80], ROWS[2:]).write(280, 800, number.replace("1", "2", 1)).read()
    assert list(ROWS) == rows(document)
    assert [1, 1, 1, 1, 1, 1, 2, 2, 2] == [segment.place.page for segment in document.segments]


def test_a_lone_number_that_does_not_count_pages_is_kept():
    sheet = Sheet().write(50, 30, "规章").write(50, 800, "47").turn_page().write(50, 30, "许可").write(50, 800, "12")
    assert "规章\n47\n许可\n12\n" == sheet.read().text


def test_page_numbers_that_begin_later_are_left_out():
    sheet = Sheet().write(50, 30, "规章").write(280, 800, "5").turn_page().write(50, 30, "许可").write(280, 800, "6")
    assert "规章\n许可\n" == sheet.read().text


def test_a_repeated_heading_row_is_read_once():
    sheet = Sheet().table(XS, [700, 720, 740], ROWS[:2]).turn_page()
    assert list(ROWS) == rows(sheet.table(XS, [60, 80, 100], [ROWS[0], ROWS[2]]).read())


def test_a_continued_table_without_its_top_rule_keeps_its_first_row():
    sheet = Sheet().table(XS, [700, 720, 740], ROWS[:2]).turn_page()
    assert list(ROWS) == rows(sheet.table(XS, [60, 80], ROWS[2:], top=False).read())


def test_two_tables_with_text_between_stay_two():
    sheet = Sheet().table(XS, YS, ROWS).turn_page().write(50, 60, "三、收到申请情况。").table(XS, YS, ROWS)
    assert f"{ROW_END}\n三、收到申请情况。\n信息内容" in sheet.read().text


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("行政规范性", "4", "0"), ("文件", "", "")),
        (("行政规范性", "", ""), ("文件", "4", "0")),
        (("", "", ""), ("行政规范性\n文件", "4", "0")),
        (("行政规范性\n文件", "4", "0"), ("", "", "")),
    ],
)
def test_a_row_cut_by_a_page_break_is_one_row(above, below):
    sheet = Sheet().table(XS, [700, 720, 750], [ROWS[0], above]).turn_page()
    document = sheet.table(XS, [60, 90, 110], [below, ("行政许可", "7", "8")]).read()
    assert [ROWS[0], ("行政规范性\n文件", "4", "0"), ("行政许可", "7", "8")] == rows(document)


def test_an_open_row_is_joined_whatever_it_says():
    sheet = Sheet().table(XS, [700, 720, 750], [ROWS[0], ("自设的一", "4", "0")], bottom=False).turn_page()
    document = sheet.table(XS, [60, 80, 100], [("项", "", ""), ("许可", "7", "8")], top=False).read()
    assert [ROWS[0], ("自设的一\n项", "4", "0"), ("许可", "7", "8")] == rows(document)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("行政处罚", "", ""), ("行政强制", "4", "0")),
        (("行政处罚", "4", "0"), ("行政强制", "", "")),
        (("行政处罚", "", ""), ("行政强制", "", "")),
        (("1.属于国家秘密", "1", "1"), ("2.其他事项", "", "")),
        (("规章", "0", "0"), ("许可", "1", "1")),
    ],
)
def test_rows_on_both_sides_of_a_break_stay_rows(above, below):
    sheet = Sheet().table(XS, [700, 720, 740], [ROWS[0], above]).turn_page()
    assert [ROWS[0], above, below] == rows(sheet.table(XS, [60, 80], [below]).read())


def test_a_shaded_box_around_prose_is_no_table():
    sheet = (
        Sheet()
        .box(40, 50, 550, 300, fill=1)
        .box(60, 60, 300, 90, stroke=0, fill=1)
        .write(65, 65, "提示文字")
        .write(65, 120, "正文")
    )
    assert "提示文字\n正文\n" == sheet.read().text


def test_prose_in_a_frame_on_top_of_a_table_is_prose():
    long = "全镇设立了公开栏，群众随时可以查看。"
    sheet = Sheet().rule(50, 30, 400, 30).rule(50, 30, 50, 100).rule(400, 30, 400, 100).table(XS, YS, ROWS)
    for line in range(5):
        sheet.write(55, 34 + 12 * line, long)
    text = sheet.read().text
    assert text.startswith(f"{long}\n" * 5)
    assert 3 == text.count(ROW_END)


def test_cells_that_are_only_filled_are_a_table_too():
    sheet = Sheet()
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            x, y = 50 + 100 * column, 100 + 20 * row
            sheet.box(x + 0.5, y + 0.5, x + 99.5, y + 19.5, stroke=0, fill=1).write(x + 4, y + 4, text)
    assert list(ROWS) == rows(sheet.read())


def test_aligned_words_without_rules_stay_apart():
    text = Sheet().write(50, 100, "规章").write(200, 100, "0").write(300, 100, "12").read().text
    assert "规章\t0\t12\n" == text


def test_a_number_broken_at_the_cells_edge_is_one_number():
    sheet = Sheet().table([50, 150, 180], [100, 130, 150], [("采购总金额", ""), ("合计", "3")])
    document = sheet.write(153, 103, "12345").write(153, 115, "67.8").read()
    assert ("采购总金额", "1234567.8") == rows(document)[0]


def test_a_number_wider_than_its_cell_stays_whole():
    sheet = Sheet().table([50, 150, 180, 210, 300], [100, 120, 140], [("合计", "1", "", "2"), ("许可", "3", "4", "5")])
    document = sheet.write(172, 103, "123456789").read()
    assert [("合计", "1", "123456789", "2"), ("许可", "3", "4", "5")] == rows(document)


def test_false_bold_is_read_once():
    assert "总计\n" == Sheet().write(50, 100, "总计").write(50.3, 100, "总计").read().text


def test_running_heads_stand_in_the_metadata_and_not_between_rows():
    sheet = Sheet().write(50, 20, "清溪镇年报").table(XS, [700, 720, 740], ROWS[:2]).turn_page()
    document = sheet.write(50, 20, "清溪镇年报").table(XS, [60, 80], ROWS[2:]).read()
    assert list(ROWS) == rows(document)
    assert (("页眉页脚", "清溪镇年报"),) == document.metadata


def test_landscape_and_turned_pages_are_read_alike():
    assert list(ROWS) == rows(Sheet(size=(HEIGHT, WIDTH)).table(XS, YS, ROWS).read())


def test_text_that_runs_upwards_is_read_along_its_line():
    sheet = Sheet()
    sheet.canvas.translate(100, 400)
    sheet.canvas.rotate(90)
    sheet.canvas.drawString(0, 0, "本年度办理结果")
    assert "本年度办理结果\n" == sheet.read().text


@pytest.mark.usefixtures("unrecognised")
def test_pages_without_characters_are_unsupported():
    with pytest.raises(Unsupported, match="没有文字层"):
        Sheet().rule(0, 0, 9, 9).turn_page().rule(0, 0, 9, 9).read()


@pytest.mark.usefixtures("unrecognised")
def test_a_single_page_without_characters_is_noted():
    assert ("第 2 页没有文字层，未读取",) == Sheet().write(50, 50, "文字").turn_page().rule(0, 0, 9, 9).turn_page().read().notes


def test_a_password_is_reported():
    with pytest.raises(Encrypted, match="密码"):
        Sheet(encrypt=StandardEncryption("secret")).write(50, 50, "文字").read()


def test_a_file_that_opens_without_a_password_is_read_although_encrypted():
    sheet = Sheet(encrypt=StandardEncryption("", ownerPassword="own"))
    sheet.canvas.setFont("Helvetica", 10)
    sheet.canvas.drawString(50, 700, "2023")
    assert "2023\n" == sheet.read().text


@pytest.mark.usefixtures("unrecognised")
def test_characters_that_no_table_names_are_unsupported():
    with pytest.raises(Unsupported, match="没有文字层"):
        Sheet(encrypt=StandardEncryption("", ownerPassword="own")).write(50, 50, "字体没有字符表").read()


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"])
def test_broken_files_are_damaged(data):
    with pytest.raises(Damaged):
        read_pdf(data, "a.pdf", LIMITS)


def test_too_many_pages_are_refused():
    sheet = Sheet()
    for _ in range(4):
        sheet.write(50, 50, "页").turn_page()
    with pytest.raises(TooLarge, match="页数过多"):
        sheet.read(Limits(max_pages=3))


def test_a_file_whose_time_is_over_is_refused():
    with pytest.raises(TooLarge, match="超时"):
        Sheet().write(50, 50, "页").read(Limits(max_seconds=-1.0))
