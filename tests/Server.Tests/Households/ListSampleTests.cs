using System.Text;
using TungNgo.Areas;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists.Cells;

namespace TungNgo.Tests.Households;

/// <summary>The two lists as offices really send them; every oddity in them is meant, and each is named here with its place.</summary>
public sealed class ListSampleTests
{
    private static readonly Lazy<List<ListItem>> TruongKhanh = new(() => Lists.Read(Lists.Sample("ho-dan-xa-truong-khanh.xlsx")));
    private static readonly Lazy<List<ListItem>> TanHung = new(() => Lists.Read(Lists.Sample("nhan-khau-xa-tan-hung.xlsx")));

    private static ReadHousehold Row(int row) => TruongKhanh.Value.Households().Single(h => h.Row == row);

    private static RowProblem[] Problems(CellProblem problem) =>
        [.. TruongKhanh.Value.Households().SelectMany(h => h.Problems).Where(p => p.Problem == problem)];

    [Fact]
    public void The_header_is_found_under_title_rows_and_every_column_is_understood()
    {
        var started = Assert.Single(TruongKhanh.Value.OfType<SheetStarted>());
        Assert.Equal(("DS hộ", 4, 4), (started.Header.Sheet, started.Header.FirstRow, started.Header.LastRow));
        Assert.Equal(ListLayout.Households, started.Mapping.Layout);
        Assert.Equal(
            [
                ListField.RowNumber, ListField.Head, ListField.Birth, ListField.Sex, ListField.Size, ListField.Hamlet, ListField.Lane,
                ListField.Place, ListField.Phone, ListField.Language, ListField.Note,
            ],
            started.Mapping.Fields);
        Assert.All(started.Header.Columns, c => Assert.Equal(1, c.Confidence));
    }

    [Fact]
    public void All_households_are_read_and_none_is_refused()
    {
        // 220 numbered rows of which nine repeat the row above.
        Assert.Equal(211, TruongKhanh.Value.Households().Count);
        Assert.DoesNotContain(TruongKhanh.Value.Households(), h => h.IsRefused);
    }

    [Fact]
    public void Repeated_total_and_signature_rows_are_skipped_and_said_blank_rows_are_silent()
    {
        var skipped = TruongKhanh.Value.OfType<SkippedRow>().ToList();
        Assert.Equal([12, 26, 56, 81, 88, 112, 129, 133, 177], skipped.Where(s => s.Reason == SkipReason.Repeated).Select(s => s.Row));
        Assert.Equal(229, Assert.Single(skipped, s => s.Reason == SkipReason.Total).Row);
        Assert.Equal(231, Assert.Single(skipped, s => s.Reason == SkipReason.Signature).Row);
        Assert.Equal(11, skipped.Count);
        // Rows 3, 143, 145, 190, 228 and 230 are blank; the empty Sheet2 leaves no trace.
        Assert.DoesNotContain(TruongKhanh.Value.Households(), h => h.Row is 3 or 143 or 145 or 190 or 228 or 230);
    }

    [Fact]
    public void Phones_that_lost_their_zero_get_it_back_and_each_is_named()
    {
        Assert.Equal("0892698145", Row(5).Phone);
        Assert.Equal(48 - CountOfRepeatedRowsWithNumericPhone, Problems(CellProblem.PhoneZeroRestored).Length);
        var named = Problems(CellProblem.PhoneZeroRestored)[0];
        Assert.Equal(("DS hộ!I5", "Số điện thoại", "892698145", "0892698145"), (named.Place, named.Title, named.Cell, named.Suggestion));
    }

    // None of the nine repeated rows holds a numeric phone.
    private const int CountOfRepeatedRowsWithNumericPhone = 0;

    [Theory]
    [InlineData(17, "0313592629")]
    [InlineData(28, "0395738641")]
    [InlineData(43, "0901460865")]
    [InlineData(197, "0345421822")]
    public void Spaces_and_the_country_code_are_no_problem(int row, string phone)
    {
        Assert.Equal(phone, Row(row).Phone);
        Assert.DoesNotContain(Row(row).Problems, p => p.Title == "Số điện thoại");
    }

    [Theory]
    [InlineData(107, "0905934667", "0783528787")]
    [InlineData(141, "0791717224", "0773944142")]
    public void Of_two_numbers_in_a_cell_the_first_is_kept_and_the_second_named(int row, string first, string second)
    {
        Assert.Equal(first, Row(row).Phone);
        var problem = Assert.Single(Row(row).Problems);
        Assert.Equal((CellProblem.PhoneTwoNumbers, second, $"DS hộ!I{row}"), (problem.Problem, problem.Suggestion, problem.Place));
    }

    [Theory]
    [InlineData(15, 1962)] // the text "12/03/1962"
    [InlineData(7, 1945)] // a date cell (serial 16577)
    [InlineData(60, 1947)] // a date cell (serial 17307)
    [InlineData(58, 1982)] // the text "1982"
    [InlineData(5, 1942)] // the number 1942
    [InlineData(193, 1978)] // a date cell (serial 28630)
    public void Years_of_birth_come_out_of_dates_serials_and_texts(int row, int year) =>
        Assert.Equal(year, Row(row).People[0].BirthYear);

    [Fact]
    public void Forgotten_years_are_left_out_and_named()
    {
        Assert.Equal(["C46", "C49", "C63", "C118", "C201"], Problems(CellProblem.BirthUnreadable).Select(p => p.Place.Split('!')[1]));
        Assert.All(Problems(CellProblem.BirthUnreadable), p => Assert.Equal("không nhớ", p.Cell));
        Assert.Null(Row(46).People[0].BirthYear);
    }

    [Theory]
    [InlineData(15, 5)]
    [InlineData(32, 1)]
    [InlineData(40, 7)]
    [InlineData(5, 7)]
    public void Counts_may_carry_the_word_people(int row, int size) => Assert.Equal(size, Row(row).Size);

    [Fact]
    public void A_blank_count_stays_unknown() => Assert.Null(Row(18).Size);

    [Theory]
    [InlineData(39, "Võ Mỹ")] // "  VÕ MỸ "
    [InlineData(153, "Huỳnh Ngọc Lan")] // "  HUỲNH NGỌC LAN "
    [InlineData(18, "Lê Oanh")] // decomposed letters
    [InlineData(77, "Võ Văn Dên")]
    [InlineData(8, "Lý Đa Ra")]
    [InlineData(19, "Thạch Sà Kha")]
    public void Names_are_composed_and_cased_but_never_respelt(int row, string name)
    {
        Assert.Equal(name, Row(row).Head);
        Assert.True(Row(row).Head.IsNormalized(NormalizationForm.FormC));
    }

    [Theory]
    [InlineData(5, "km")] // "Khơ-me"
    [InlineData(6, "vi+km")] // "Việt, Khmer"
    [InlineData(7, "hoa")]
    [InlineData(8, "vi")]
    [InlineData(13, null)]
    public void Spoken_languages_are_understood(int row, string? language) => Assert.Equal(language, Row(row).Language);

    [Theory]
    [InlineData(5, null, "gần chùa")]
    [InlineData(10, "số 6", null)]
    public void House_numbers_and_landmarks_are_told_apart(int row, string? door, string? landmark) =>
        Assert.Equal((door, landmark), (Row(row).Door, Row(row).Landmark));

    [Fact]
    public void Lanes_and_sexes_are_understood()
    {
        Assert.Equal("Tổ 9", Row(5).Lane);
        Assert.Equal("m", Row(5).People[0].Sex);
        Assert.Equal("f", Row(6).People[0].Sex);
        Assert.Null(Row(21).People[0].Sex);
    }

    [Theory]
    [InlineData(7, "Truong Thành A", "Trường Thành A")]
    [InlineData(60, "Truong An", "Trường An")]
    [InlineData(193, "Truong Bình", "Trường Bình")]
    [InlineData(213, "Truong Thọ", "Trường Thọ")]
    [InlineData(18, "Ấp Trường Bình", "Trường Bình")]
    [InlineData(15, "Trường Lộc", "Trường Lộc")] // decomposed letters
    [InlineData(214, "Trường Hưng", "Trường Hưng")]
    public void Hamlets_written_without_marks_with_a_prefix_or_decomposed_are_sure(int row, string written, string hamlet)
    {
        string[] names = ["Trường Thành A", "Trường Thành B", "Trường An", "Trường Bình", "Trường Lộc", "Trường Thọ", "Trường Hưng"];
        var hamlets = names.Select((n, i) => new HamletName(new Guid(i + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), n, "Trường Khánh")).ToArray();
        Assert.Equal(written, Row(row).HamletText);
        Assert.Equal(hamlets.Single(h => h.Name == hamlet).Id, new HamletMatcher(hamlets).Match(Row(row).HamletText).Sure);
    }

    [Fact]
    public void The_two_row_header_of_the_list_of_people_is_read_with_its_merged_cell()
    {
        var started = Assert.Single(TanHung.Value.OfType<SheetStarted>());
        Assert.Equal(("Bieu 02", 3, 4), (started.Header.Sheet, started.Header.FirstRow, started.Header.LastRow));
        Assert.Equal(ListLayout.People, started.Mapping.Layout);
        Assert.Equal(["Ngày sinh – Nam", "Ngày sinh – Nữ"], started.Header.Columns[3..5].Select(c => c.Title));
        Assert.Equal(
            [
                ListField.RowNumber, ListField.HouseholdCode, ListField.Person, ListField.BirthMale, ListField.BirthFemale, ListField.Relation,
                ListField.Phone, ListField.Hamlet, ListField.Smartphone, ListField.VneidLevel2,
            ],
            started.Mapping.Fields);
    }

    [Fact]
    public void People_are_grouped_by_household_though_code_cells_are_text_or_number()
    {
        var households = TanHung.Value.Households();
        Assert.Equal(90, households.Count);
        Assert.Equal(309, households.Sum(h => h.People.Count));
        // B5 is the number 1, B6 the text "0001"; B227 is the number 69 between two texts "0069".
        Assert.Equal(["Danh Hùng", "Kiên Minh Tuấn"], households[0].People.Select(p => p.Name));
        Assert.Equal(3, households.Single(h => h.Code == "69").People.Count);
        Assert.Equal(314, Assert.Single(TanHung.Value.OfType<SkippedRow>()).Row);
    }

    [Fact]
    public void The_filled_column_tells_the_sex_and_the_year()
    {
        var people = TanHung.Value.Households().SelectMany(h => h.People).ToDictionary(p => p.Row);
        Assert.Equal((1967, "f"), (people[5].BirthYear, people[5].Sex));
        Assert.Equal((1980, "m"), (people[7].BirthYear, people[7].Sex));
        Assert.Equal(146, people.Values.Count(p => p.Sex == "m"));
        Assert.Equal(163, people.Values.Count(p => p.Sex == "f"));
    }

    [Fact]
    public void Hamlets_on_some_rows_hold_for_the_household_and_heads_come_by_relation()
    {
        var households = TanHung.Value.Households();
        Assert.All(households, h => Assert.Contains(h.HamletText, (string[])["Sóc Dong", "Ko Cô", "Tân Quy A", "Tân Quy B"]));
        Assert.All(households, h => Assert.Equal("head", h.People[0].Relation));
        Assert.Equal("spouse", households[0].People[1].Relation);
        Assert.Empty(households.SelectMany(h => h.Problems));
    }

    [Fact]
    public void X_marks_of_either_case_are_counted_and_blanks_stay_unknown()
    {
        var people = TanHung.Value.Households().SelectMany(h => h.People).ToList();
        Assert.Equal(160, people.Count(p => p.Smartphone == true));
        Assert.Equal(121, people.Count(p => p.VneidLevel2 == true));
        Assert.DoesNotContain(people, p => p.Smartphone == false);
    }
}
