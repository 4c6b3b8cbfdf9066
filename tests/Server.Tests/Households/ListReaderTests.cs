using System.Text;
using CsCheck;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Tests.Households;

public sealed class ListReaderTests
{
    private static readonly object?[] Titles = ["STT", "Họ tên chủ hộ", "Năm sinh", "Ấp", "SĐT", "Ghi chú"];

    private static readonly object?[] PeopleTitles = ["TT", "Mã hộ", "Họ và tên", "Năm sinh", "Quan hệ", "Ấp"];

    [Fact]
    public void Titles_without_marks_decomposed_or_shouted_are_recognised()
    {
        var items = Lists.Read(Lists.Rows(["stt", "HO VA TEN CHU HO", "Nga\u0300y sinh", "ẤP/KHÓM", "Số ĐT"], [1, "Lý Dên", 1960, "An", "0912345678"]));
        Assert.Equal([ListField.RowNumber, ListField.Head, ListField.Birth, ListField.Hamlet, ListField.Phone], items.OfType<SheetStarted>().Single().Mapping.Fields);
        Assert.Equal("Lý Dên", Assert.Single(items.Households()).Head);
    }

    [Fact]
    public void A_numbering_row_and_a_header_repeated_on_each_page_are_no_households()
    {
        var items = Lists.Read(Lists.Rows(Titles, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], [1, "A Lý", 1960, "An"], Titles, [2, "B Lý", 1961, "An"]));
        Assert.Equal(["A Lý", "B Lý"], items.Households().Select(h => h.Head));
        Assert.Equal(4, Assert.Single(items.OfType<SkippedRow>()).Row);
    }

    [Fact]
    public void Sex_columns_with_x_marks_are_read()
    {
        var items = Lists.Read(Lists.Rows(
            ["STT", "Họ tên chủ hộ", "Năm sinh", "Giới tính", null, "Ấp"], [null, null, null, "Nam", "Nữ"],
            [1, "Lý Dên", 1960, "x", null, "An"], [2, "Kim Út", 1970, null, "x", "An"]));
        Assert.Equal([("m", 1960), ("f", 1970)], items.Households().Select(h => (h.People[0].Sex, h.People[0].BirthYear!.Value)));
    }

    [Fact]
    public void Day_month_and_year_columns_under_one_title_give_the_year()
    {
        var items = Lists.Read(Lists.Rows(
            ["STT", "Họ tên chủ hộ", "Ngày sinh", null, null, "Ấp"], [null, null, "Ngày", "Tháng", "Năm"], [1, "Lý Dên", 12, 3, 1960, "An"]));
        Assert.Equal(1960, items.Households()[0].People[0].BirthYear);
    }

    [Fact]
    public void A_hamlet_alone_in_a_row_heads_the_rows_below()
    {
        var items = Lists.Read(Lists.Rows(
            ["STT", "Họ tên chủ hộ", "SĐT"], ["I. ẤP TRƯỜNG AN"], [1, "Lý Dên"], ["II. ẤP TRƯỜNG THỌ"], [1, "Kim Út"]));
        Assert.Equal(["ẤP TRƯỜNG AN", "ẤP TRƯỜNG THỌ"], items.Households().Select(h => h.HamletText));
    }

    [Fact]
    public void A_head_called_Cong_is_not_a_total()
    {
        var items = Lists.Read(Lists.Rows(["Họ tên chủ hộ", "Ấp"], ["Công Sơn", "An"], ["Tổng cộng", "2"], ["Cộng: 2 hộ"]));
        Assert.Equal("Công Sơn", Assert.Single(items.Households()).Head);
        Assert.Equal(2, items.OfType<SkippedRow>().Count(s => s.Reason == SkipReason.Total));
    }

    [Fact]
    public void Citizen_numbers_are_stripped_named_and_gone()
    {
        var items = Lists.Read(Lists.Rows(
            [.. Titles, "Số CCCD"], [1, "Lý Dên", 1960, "An", "0912345678", "nghèo, CCCD 094060001234", "094060001234"]));
        var household = Assert.Single(items.Households());
        var problem = Assert.Single(household.Problems);
        Assert.Equal((CellProblem.IdentityNumber, "S!F2", IdentityGuard.Mask), (problem.Problem, problem.Place, problem.Cell));
        Assert.Equal("nghèo, CCCD", household.Note);
        Assert.DoesNotContain("094060001234", System.Text.Json.JsonSerializer.Serialize(household), StringComparison.Ordinal);
    }

    [Fact]
    public void A_household_without_a_name_or_hamlet_is_refused_with_place_and_reason()
    {
        var households = Lists.Read(Lists.Rows(Titles, [1, null, 1960, "An"], [2, "Lý Dên", 1960, null])).Households();
        Assert.Equal([("S!B2", CellProblem.NameMissing), ("S!D3", CellProblem.HamletMissing)], households.Select(h => (h.Problems[0].Place, h.Problems[0].Problem)));
        Assert.All(households, h => Assert.True(h.IsRefused));
    }

    [Fact]
    public void A_code_merged_downwards_groups_its_people()
    {
        var items = Lists.Read(Lists.Rows(
            PeopleTitles, [1, "0001", "Lý Dên", 1960, "Chủ hộ", "An"], [2, null, "Kim Út", 1962, "Vợ"], [3, 2, "Sơn Kim", 1950, "Chủ hộ", "An"]));
        Assert.Equal([2, 1], items.Households().Select(h => h.People.Count));
    }

    [Fact]
    public void Without_codes_each_head_begins_a_household()
    {
        var items = Lists.Read(Lists.Rows(
            ["TT", "Họ và tên", "Quan hệ với chủ hộ", "Ấp"], [1, "Lý Dên", "Chủ hộ", "An"], [2, "Kim Út", "Vợ", null], [3, "Sơn Kim", "Chủ hộ", "An"]));
        Assert.Equal([2, 1], items.Households().Select(h => h.People.Count));
    }

    [Fact]
    public void Odd_households_of_people_are_named()
    {
        var households = Lists.Read(Lists.Rows(
            PeopleTitles,
            [1, "1", "Lý Dên", 1960, "Con", "An"],
            [2, "2", "Kim Út", 1962, "Chủ hộ", "An"], [3, "2", "Kim Lan", 1963, "Chủ hộ", "Thọ"], [4, "2", "Kim Út", 1962, "Chủ hộ", "An"],
            [5, null, "Sơn Kim", 1950, "Chủ hộ", "An"])).Households();
        Assert.Equal([CellProblem.HeadMissing], households[0].Problems.Select(p => p.Problem));
        Assert.Equal([CellProblem.HamletsDiffer, CellProblem.PersonRepeated, CellProblem.HeadTwice], households[1].Problems.Select(p => p.Problem));
        Assert.Equal([CellProblem.CodeMissing], households[2].Problems.Select(p => p.Problem));
    }

    [Fact]
    public void A_corrected_mapping_is_used_instead_of_the_proposal()
    {
        var rows = Lists.Rows(["Người đại diện", "Ấp", "Số máy", "Năm sinh"], ["Lý Dên", "An", "0912345678", 1960]);
        Assert.Empty(Lists.Read(rows).Households());
        var corrected = new ColumnMapping([ListField.Head, ListField.Hamlet, ListField.Phone, ListField.Birth]);
        Assert.Equal("0912345678", Lists.Read(rows, _ => corrected).Households().Single().Phone);
    }

    [Fact]
    public void A_sheet_without_a_header_is_said() =>
        Assert.Equal(SkipReason.NoHeader, Assert.Single(Lists.Read(Lists.Rows(["Thư mời"], ["Kính gửi bà con"])).OfType<SkippedRow>()).Reason);

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Csv_is_read_in_every_separator_and_encoding(char separator)
    {
        var text = $"DANH SÁCH HỘ\r\nSTT,Họ tên chủ hộ,Ấp,Ghi chú\r\n1,\"Lý Dên\",\"An\",\"nhà \"\"cũ\"\"\r\ncuối ngõ\"\r\n2,Kim Út,An,\r\n".Replace(',', separator);
        foreach (var encoding in new Encoding[] { new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, new UnicodeEncoding(false, false) })
        {
            var households = Lists.ReadText(text, encoding).Households();
            Assert.Equal([("Lý Dên", 3), ("Kim Út", 5)], households.Select(h => (h.Head, h.Row)));
            Assert.Equal("nhà \"cũ\" cuối ngõ", households[0].Note);
        }
    }

    [Fact]
    public void A_csv_in_a_legacy_encoding_is_refused_clearly()
    {
        var refused = Assert.Throws<UnreadableFileException>(() => Lists.ReadText("Họ tên chủ hộ,Ấp\nLý Dên,An\n", Encoding.Latin1));
        Assert.Equal(FileProblem.NotUtf8, refused.Problem);
    }

    [Theory]
    [InlineData("", FileProblem.Empty)]
    [InlineData("PK\u0003\u0004broken", FileProblem.Damaged)]
    public void A_file_that_is_no_list_is_refused_clearly(string content, object problem) =>
        Assert.Equal((FileProblem)problem, Assert.Throws<UnreadableFileException>(() => Lists.ReadText(content, Encoding.Latin1)).Problem);

    [Fact]
    public void Any_csv_gives_back_its_cells() =>
        Gen.String[Gen.Char[' ', '~'], 0, 12].Array[3].Array[1, 6].Sample(rows =>
        {
            var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");
            try
            {
                // A steady first line decides the separator.
                File.WriteAllText(path, "a;b;c\n" + string.Concat(rows.Select(r => string.Join(';', r.Select(c => '"' + c.Replace("\"", "\"\"", StringComparison.Ordinal) + '"')) + "\n")));
                Assert.Equal(rows, SheetFile.Rows(path).Skip(1).Select(r => r.Cells.Select(c => c.Text ?? "").ToArray()));
            }
            finally
            {
                File.Delete(path);
            }
        }, iter: 200);

    [Fact]
    public void Letters_are_those_of_Excel() =>
        Assert.Equal(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"], new[] { 0, 25, 26, 51, 52, 701, 702 }.Select(SheetRow.Letters));
}
