using System.Text;
using TungNgo.Areas.Register;
using TungNgo.Teams.Lists;
using TungNgo.Tests.OddLists;
using TungNgo.Web;

namespace TungNgo.Tests.TeamRegisters;

/// <summary>Lists of teams and of hamlets are laid out like lists of households, and read by the same words.</summary>
public sealed class TeamOddListTests
{
    [Fact]
    public void A_team_merged_over_its_members_is_every_ones()
    {
        var rows = Teams("""
            DANH SÁCH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG
            STT|Tên tổ|Ấp/khóm|Xã|Quyết định||Họ và tên thành viên|Chức vụ|SĐT
            ||||Số|Ngày|||
            1|Tổ CNSCĐ ấp Trường An|Trường An|Trường Khánh|12/QĐ|01/09/2024|Lý Thử Một|Tổ trưởng|'0912345001
            2||||||Kim Thử Hai|Tổ viên|
            3|Tổ CNSCĐ ấp Trường Thọ|Trường Thọ|nt|//|nt|Sơn Thử Ba|Tổ trưởng|
            Tổng cộng: 3 thành viên
            ||||||Trường Khánh, ngày 20 tháng 9 năm 2024||
            ||||||CHỦ TỊCH||
            ||||||Nguyễn Thử Ký||
            merge B4:B5
            merge C4:C5
            merge D4:D5
            merge E2:F2
            """);
        Assert.Equal(
            [
                ("Tổ CNSCĐ ấp Trường An", "Trường An", "Trường Khánh", "12/QĐ", "01/09/2024", "Lý Thử Một"), ("Tổ CNSCĐ ấp Trường An", "Trường An", "Trường Khánh", null, null, "Kim Thử Hai"),
                ("Tổ CNSCĐ ấp Trường Thọ", "Trường Thọ", "Trường Khánh", null, null, "Sơn Thử Ba"),
            ],
            rows.Select(r => (r.Text("team")!, r.Text("area")!, r.Text("under")!, r.Text("decision"), r.Text("decision-day"), r.Text("member")!)));
    }

    [Fact]
    public void A_hamlets_own_list_names_team_and_hamlet_in_its_title()
    {
        var rows = Teams("""
            === Danh sách
            DANH SÁCH THÀNH VIÊN TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG ẤP TRƯỜNG AN, XÃ TRƯỜNG KHÁNH
            STT|Họ và tên|Năm sinh|Chức vụ|Số điện thoại
            1|Lý Thử Một|1980|Tổ trưởng|'0912345001
            2|Kim Thử Hai|1990|Tổ viên|
            """);
        Assert.All(rows, r => Assert.Equal(("Tổ công nghệ số cộng đồng ấp Trường An", "ẤP TRƯỜNG AN"), (r.Text("team"), r.Text("area"))));
        Assert.Equal(["Lý Thử Một", "Kim Thử Hai"], rows.Select(r => r.Text("member")));
    }

    [Fact]
    public void Sections_head_the_members_below_them()
    {
        var rows = Teams("""
            DANH SÁCH THÀNH VIÊN TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG
            STT|Họ và tên|Năm sinh|Chức vụ|Số điện thoại
            I|ẤP TRƯỜNG AN|||
            1|Lý Thử Một|1980|Tổ trưởng|'0912345001
            II|ẤP TRƯỜNG THỌ|||
            1|Kim Thử Hai|1990|Tổ viên|
            """);
        Assert.Equal(["ẤP TRƯỜNG AN", "ẤP TRƯỜNG THỌ"], rows.Select(r => r.Text("area")));
        Assert.Equal(["Tổ công nghệ số cộng đồng ấp Trường An", "Tổ công nghệ số cộng đồng ấp Trường Thọ"], rows.Select(r => r.Text("team")));
    }

    [Fact]
    public void Errors_and_old_fonts_are_seen()
    {
        var rows = Teams("""
            Tên tổ|Ấp/khóm|Họ và tên|Chức vụ
            Tổ ấp An|Trường An|#N/A|Tổ viên
            Tổ ấp An|Trường An|NguyÔn V¨n Thö|Tổ viên
            Tổ ấp An|Trường An|TrÇn ThÞ B¶y|Tổ viên
            """);
        Assert.True(rows[0]["member"].IsError);
        Assert.Equal([TungNgo.Lists.LegacyFont.None, TungNgo.Lists.LegacyFont.Tcvn3, TungNgo.Lists.LegacyFont.Tcvn3], rows.Select(r => r.OldFont));
    }

    [Fact]
    public void A_list_of_something_else_is_none_of_teams() =>
        Assert.Equal(Problems.TeamListWithoutHeader, Assert.Throws<Refusal>(() => Teams("STT|Họ tên|Năm sinh|SĐT\n1|Lý Thử|1980|")).Problem);

    [Fact]
    public void Hamlets_come_with_the_commune_above_or_beside_them()
    {
        var rows = TakenList.With(OfficeList.Xlsx("""
            DANH SÁCH ẤP, KHÓM
            STT|Tên ấp/khóm|Tổ
            I|XÃ TRƯỜNG KHÁNH|
            1|Ấp Trường An|Tổ 1; Tổ 2
            2|Ấp Trường Thọ|
            II|THỊ TRẤN LONG PHÚ|
            1|Khóm 1|Tổ 1
            Cộng: 3 ấp, khóm
            === Trang hai
            Xã|Ấp
            Tân Hưng|Tân Quy A
            |Tân Quy B
            nt|#REF!
            merge A2:A3
            """), HamletRows.Read);
        Assert.Equal(
            [
                ("XÃ TRƯỜNG KHÁNH", "Trường An", "Tổ 1; Tổ 2", null), ("XÃ TRƯỜNG KHÁNH", "Trường Thọ", "", null), ("THỊ TRẤN LONG PHÚ", "1", "Tổ 1", null), ("Tân Hưng", "Tân Quy A", "", null),
                ("Tân Hưng", "Tân Quy B", "", null), ("Tân Hưng", "#REF!", "", Problems.ListCellError),
            ],
            rows.Select(r => (r.Commune, r.Name, r.Lanes, r.Problem)));
    }

    [Fact]
    public void A_csv_of_before_Unicode_is_refused_in_words() =>
        Assert.Equal(Problems.ListUnreadable, Assert.Throws<Refusal>(() => TakenList.With(Encoding.Latin1.GetBytes("Ấp,Xã\nTrường An,Trường Khánh\nThạch é,à\n"), HamletRows.Read)).Problem);

    private static IReadOnlyList<TeamListRow> Teams(string table) => TakenList.With(OfficeList.Xlsx(table), TeamListReader.Read).Rows;
}
