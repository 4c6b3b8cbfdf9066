using CsCheck;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Tests.Households;

public sealed class ListCellTests
{
    private static SheetCell Cell(object? value) => new(value);

    [Theory]
    [InlineData("0912 345 678", "0912345678", 0)]
    [InlineData(912345678.0, "0912345678", CellProblem.PhoneZeroRestored)]
    [InlineData("02993822222", "02993822222", CellProblem.PhoneLandline)]
    [InlineData(2993822222.0, "02993822222", CellProblem.PhoneLandline)]
    [InlineData(1681234567.0, null, CellProblem.PhoneOldPrefix)]
    [InlineData("không có", null, CellProblem.PhoneInvalid)]
    [InlineData("0912345678/0387654321", "0912345678", CellProblem.PhoneTwoNumbers)]
    [InlineData(null, null, 0)]
    [InlineData("  ", null, 0)]
    public void Phones(object? cell, string? phone, object problem)
    {
        var read = PhoneCell.Read(Cell(cell));
        Assert.Equal((phone, (CellProblem)problem), (read.Value, read.Problem));
    }

    [Fact]
    public void A_dead_eleven_digit_mobile_is_suggested_in_its_new_form() =>
        Assert.Equal("0381234567", PhoneCell.Read(Cell("01681234567")).Suggestion);

    [Fact]
    public void However_a_mobile_is_written_it_reads_the_same() =>
        Gen.Select(Gen.OneOf('3', '5', '7', '8', '9'), Gen.Int[0, 99_999_999], Gen.Int[0, 4], Gen.OneOf(" ", ".", "-", ""))
            .Sample((prefix, rest, form, gap) =>
            {
                var national = $"{prefix}{rest:00000000}";
                var grouped = string.Join(gap, national[..3], national[3..6], national[6..]);
                object written = form switch
                {
                    0 => "0" + grouped, 1 => "+84" + gap + grouped, 2 => double.Parse(national, System.Globalization.CultureInfo.InvariantCulture),
                    3 => "0084" + grouped, _ => " 0" + grouped + " ",
                };
                Assert.Equal("0" + national, PhoneCell.Read(Cell(written)).Value);
            });

    [Fact]
    public void Whatever_stands_in_a_cell_the_readers_answer() =>
        Gen.String.Sample(text =>
        {
            var cell = Cell(text);
            Assert.Matches("^$|^0[35789][0-9]{8}$|^02[0-9]{9}$", PhoneCell.Read(cell).Value ?? "");
            Assert.InRange(BirthCell.Read(cell, 2024).Value ?? 2000, 1909, 2024);
            Assert.InRange(WordCells.Count(cell).Value ?? 1, 1, 40);
            Assert.True(TextCells.Name(cell).Value?.Length is null or (> 0 and <= 80));
            _ = (WordCells.Sex(cell), WordCells.Language(cell), WordCells.Mark(cell), WordCells.Relation(cell), TextCells.Lane(cell), TextCells.Place(cell));
        });

    [Theory]
    [InlineData("12/03/1962", 1962, 0)]
    [InlineData("1.2.1962", 1962, 0)]
    [InlineData("3-1962", 1962, 0)]
    [InlineData("1962-03-12", 1962, 0)]
    [InlineData("05/20/1945", 1945, 0)]
    [InlineData("1962", 1962, 0)]
    [InlineData(1962.0, 1962, 0)]
    [InlineData(19620312.0, 1962, 0)]
    [InlineData(16577.0, 1945, CellProblem.BirthFromSerial)]
    [InlineData("16577", 1945, CellProblem.BirthFromSerial)]
    [InlineData("SN 1962", 1962, CellProblem.BirthYearPicked)]
    [InlineData("khoảng 1950", 1950, CellProblem.BirthYearPicked)]
    [InlineData("12/03/62", null, CellProblem.BirthTwoDigits)]
    [InlineData(62.0, null, CellProblem.BirthTwoDigits)]
    [InlineData("2062", null, CellProblem.BirthImpossible)]
    [InlineData(1862.0, null, CellProblem.BirthImpossible)]
    [InlineData("45/13/1962", null, CellProblem.BirthImpossible)]
    [InlineData("1950-1955", null, CellProblem.BirthUnreadable)]
    [InlineData("không nhớ", null, CellProblem.BirthUnreadable)]
    [InlineData("", null, 0)]
    public void Births(object cell, int? year, object problem)
    {
        var read = BirthCell.Read(Cell(cell), 2024);
        Assert.Equal((year, (CellProblem)problem), (read.Value, read.Problem));
    }

    [Fact]
    public void Every_day_of_a_life_is_read_back_from_every_form() =>
        Gen.Select(Gen.Int[0, 40_000], Gen.Int[0, 3]).Sample((day, form) =>
        {
            var date = new DateOnly(1912, 1, 1).AddDays(day);
            object written = form switch
            {
                0 => date.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture),
                1 => date.ToDateTime(TimeOnly.MinValue),
                2 => date.ToDateTime(TimeOnly.MinValue).ToOADate(),
                _ => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            };
            Assert.Equal(date.Year, BirthCell.Read(Cell(written), 2024).Value);
        });

    [Theory]
    [InlineData("NGUYỄN VĂN BÉ NĂM", "Nguyễn Văn Bé Năm")]
    [InlineData("  thạch   sà kha ", "Thạch Sà Kha")]
    [InlineData("Kiên Phia Ni", "Kiên Phia Ni")]
    [InlineData("Thạch thị Út", "Thạch thị Út")]
    [InlineData("LÝ ĐA RA", "Lý Đa Ra")]
    [InlineData("សុខ សំណាង", "សុខ សំណាង")]
    [InlineData("Le\u0302 Oanh", "Lê Oanh")]
    public void Names(string cell, string name) => Assert.Equal(name, TextCells.Name(Cell(cell)).Value);

    [Theory]
    [InlineData("", CellProblem.NameMissing, null)]
    [InlineData("Lê Văn A 0912345678", CellProblem.NameNotAName, "Lê Văn A")]
    [InlineData("12", CellProblem.NameNotAName, null)]
    [InlineData("---", CellProblem.NameNotAName, null)]
    public void What_is_no_name_is_refused(string cell, object problem, string? suggestion) =>
        Assert.Equal(new Understood<string?>(null, (CellProblem)problem, suggestion), TextCells.Name(Cell(cell)));

    [Theory]
    [InlineData(3.0, "Tổ 3")]
    [InlineData("03", "Tổ 3")]
    [InlineData("Tổ 3", "Tổ 3")]
    [InlineData("TỔ SỐ 03", "Tổ 3")]
    [InlineData("tổ dân cư số 12", "Tổ 12")]
    [InlineData("Ngõ 5", "Ngõ 5")]
    [InlineData("Tổ 3a", "Tổ 3A")]
    [InlineData("xóm Chùa", "xóm Chùa")]
    [InlineData("", null)]
    public void Lanes(object cell, string? lane) => Assert.Equal(lane, TextCells.Lane(Cell(cell)).Value);

    [Theory]
    [InlineData("Khơ-me", "km", 0)]
    [InlineData("Việt, Khmer", "vi+km", 0)]
    [InlineData("Khmer và Việt", "vi+km", 0)]
    [InlineData("Tiếng Khmer", "km", 0)]
    [InlineData("Hoa/Việt", "vi+hoa", 0)]
    [InlineData("Khmer, Chăm", "km", CellProblem.LanguageUnknown)]
    [InlineData("?", null, CellProblem.LanguageUnknown)]
    public void Languages(string cell, string? language, object problem)
    {
        var read = WordCells.Language(Cell(cell));
        Assert.Equal((language, (CellProblem)problem), (read.Value, read.Problem));
    }

    [Theory]
    [InlineData("4 người", 4, 0)]
    [InlineData("04", 4, 0)]
    [InlineData(4.0, 4, 0)]
    [InlineData("5 nhân khẩu", 5, 0)]
    [InlineData("bốn", 4, CellProblem.None)]
    [InlineData("bốn mươi", null, CellProblem.CountUnreadable)]
    [InlineData(0.0, null, CellProblem.CountImpossible)]
    [InlineData(2.5, null, CellProblem.CountImpossible)]
    [InlineData(400.0, null, CellProblem.CountImpossible)]
    public void Counts(object cell, int? count, object problem)
    {
        var read = WordCells.Count(Cell(cell));
        Assert.Equal((count, (CellProblem)problem), (read.Value, read.Problem));
    }

    [Theory]
    [InlineData("x", true)]
    [InlineData("X", true)]
    [InlineData("✓", true)]
    [InlineData(1.0, true)]
    [InlineData("Có", true)]
    [InlineData("không", false)]
    [InlineData("-", false)]
    [InlineData("", null)]
    public void Marks(object cell, bool? mark) => Assert.Equal(mark, WordCells.Mark(Cell(cell)).Value);

    [Theory]
    [InlineData("Chủ hộ", "head")]
    [InlineData("VỢ", "spouse")]
    [InlineData("con trai", "child")]
    [InlineData("Mẹ", "parent")]
    [InlineData("Cháu nội", "grandchild")]
    [InlineData("Bà", "other")]
    [InlineData("em họ", "other")]
    [InlineData("", null)]
    public void Relations(string cell, string? relation) => Assert.Equal(relation, WordCells.Relation(Cell(cell)));

    [Theory]
    [InlineData("0001", "1")]
    [InlineData(1.0, "1")]
    [InlineData(" 12 ", "12")]
    [InlineData("TK-0012", "TK-0012")]
    [InlineData("0", "0")]
    [InlineData("", null)]
    public void Codes(object cell, string? code) => Assert.Equal(code, TextCells.Code(Cell(cell)).Value);

    [Theory]
    [InlineData("094085001234", true)]
    [InlineData("CCCD: 094085001234", true)]
    [InlineData(94085001234.0, true)]
    [InlineData(194085001234.0, true)]
    [InlineData("94085001234", true)]
    [InlineData("94085001234.0", true)]
    [InlineData("+840912345678", false)]
    [InlineData(84912345678.0, false)]
    [InlineData("0912345678 0387654321", false)]
    [InlineData(912345678.0, false)]
    [InlineData(2993822222.0, false)]
    [InlineData(1500000000.0, false)]
    public void Citizen_numbers_are_seen_also_as_the_figures_that_spreadsheets_make_of_them(object cell, bool holds) => Assert.Equal(holds, IdentityGuard.Holds(Cell(cell)));
}
