using TungNgo.Data;

namespace TungNgo.Households.Import.Reading;

/// <summary>What a column of an office's list can mean. Identity and Ethnicity are recognised in order to be refused.</summary>
public enum ListField
{
    Ignore = 0, RowNumber, HouseholdCode, Head, Person, Relation, Birth, BirthMale, BirthFemale, Sex, Size, Commune, Hamlet, Lane,
    Place, Phone, Language, Note, Smartphone, VneidLevel2, Identity, Ethnicity,
}

/// <summary>Recognises column titles in the words offices use, with or without accents, in any composition.</summary>
internal static class ListFields
{
    // Folded. Order inside a field does not matter; the longest title found inside a longer one wins.
    private static readonly Dictionary<ListField, string[]> Titles = new()
    {
        [ListField.RowNumber] = ["stt", "tt", "so tt", "so thu tu", "no"],
        [ListField.HouseholdCode] = ["ma ho", "ma so ho", "so ho", "ma ho gia dinh", "ma ho khau", "so ho khau", "so so ho khau"],
        [ListField.Head] = ["ho va ten chu ho", "ho ten chu ho", "ten chu ho", "chu ho", "ho chu dem va ten chu ho", "dai dien ho"],
        [ListField.Person] =
        [
            "ho va ten", "ho ten", "ho chu dem va ten", "ho chu dem ten", "ho dem va ten", "ten", "ten nhan khau", "ho ten nhan khau", "thanh vien",
            "ho ten thanh vien", "ten thanh vien", "ho va ten thanh vien", "ho va ten nhan khau",
        ],
        [ListField.Relation] = ["quan he voi chu ho", "quan he", "qh voi chu ho", "quan he chu ho", "moi quan he"],
        [ListField.Birth] =
        [
            "nam sinh", "ngay sinh", "ngay thang nam sinh", "sinh nam", "ngay thang nam", "ntns", "sinh ngay", "nam sinh chu ho",
            "ngay sinh nam", "ngay thang nam sinh nam",
        ],
        [ListField.Sex] = ["gioi tinh", "phai", "gioi", "gt", "nam nu"],
        [ListField.Size] = ["so nhan khau", "nhan khau", "so khau", "so nguoi", "tong so nhan khau", "tong nhan khau", "so nguoi trong ho", "so thanh vien", "nk"],
        [ListField.Commune] = ["xa", "phuong", "xa phuong", "xa phuong thi tran", "ten xa", "thi tran"],
        [ListField.Hamlet] = ["ap", "khom", "thon", "ap khom", "khom ap", "thon ap", "ap thon", "ten ap", "ten khom", "khu vuc", "dia ban ap", "ap khu vuc"],
        [ListField.Lane] =
        [
            "to", "to so", "so to", "ngo", "hem", "to dan cu", "to tu quan", "to ndtq", "to nhan dan tu quan", "to dan pho", "tuyen",
        ],
        [ListField.Place] =
        [
            "so nha", "dia chi", "dia diem", "so nha dia diem", "so nha duong", "noi o", "cho o", "dia chi nha", "noi o hien nay", "cho o hien nay",
            "dia chi thuong tru", "noi thuong tru", "vi tri nha",
        ],
        [ListField.Phone] =
        [
            "so dien thoai", "dien thoai", "sdt", "so dt", "dt", "di dong", "dtdd", "dien thoai lien he", "so dien thoai lien he", "so di dong", "so zalo", "zalo",
        ],
        [ListField.Language] = ["tieng thuong dung", "ngon ngu", "tieng noi", "tieng", "ngon ngu thuong dung", "ngon ngu su dung", "tieng me de"],
        [ListField.Note] = ["ghi chu", "ghi chu khac", "luu y"],
        [ListField.Smartphone] = ["co dien thoai thong minh", "dien thoai thong minh", "so dien thoai thong minh", "smartphone", "co smartphone", "dt thong minh"],
        [ListField.VneidLevel2] =
        [
            "vneid", "vneid muc 2", "vneid muc do 2", "tai khoan vneid muc 2", "tk vneid muc 2", "dinh danh muc 2", "dinh danh dien tu muc 2", "tai khoan dinh danh",
        ],
        [ListField.Identity] =
        [
            "cccd", "cmnd", "so cccd", "so cmnd", "can cuoc", "can cuoc cong dan", "so can cuoc", "so dinh danh", "dinh danh ca nhan", "so dinh danh ca nhan",
            "cmnd cccd", "cccd cmnd", "ho chieu", "so giay to",
        ],
        [ListField.Ethnicity] = ["dan toc", "thanh phan dan toc"],
    };

    private static readonly Dictionary<string, ListField> Exact =
        Titles.SelectMany(f => f.Value.Select(t => (t, f.Key))).ToDictionary(p => p.t, p => p.Key);

    private static readonly (string Title, ListField Field)[] Longest =
        [.. Exact.Where(p => p.Key.Length >= 4).OrderByDescending(p => p.Key.Length).Select(p => (p.Key, p.Value))];

    /// <summary>What the title means and how sure that is: 1 for a known title, less when it only contains one, 0 when nothing fits.</summary>
    /// <param name="parent">Title of the merged cell above, or null: "Ngày sinh" over "Nam | Nữ".</param>
    public static (ListField Field, double Confidence) Of(string? parent, string? title)
    {
        var own = SearchKey.Fold(title);
        var above = SearchKey.Fold(parent);
        if (above.Length > 0 && own is "nam" or "nu" && Find(above).Field is ListField.Birth or ListField.Sex)
        {
            return (own == "nam" ? ListField.BirthMale : ListField.BirthFemale, 1);
        }

        if (above.Length > 0 && Find(above).Field == ListField.Birth && own is "ngay" or "thang" or "nam")
        {
            return own == "nam" ? (ListField.Birth, 1) : (ListField.Ignore, 1);
        }

        var alone = Find(own);
        return alone.Field != ListField.Ignore || above.Length == 0 ? alone : Find(own.Length == 0 ? above : above + " " + own);
    }

    private static (ListField Field, double Confidence) Find(string folded)
    {
        // "(x)" behind a title says how to fill the column.
        folded = folded.EndsWith(" x", StringComparison.Ordinal) ? folded[..^2] : folded;
        if (folded.Length == 0)
        {
            return (ListField.Ignore, 0);
        }

        if (Exact.TryGetValue(folded, out var field))
        {
            return (field, 1);
        }

        var padded = " " + folded + " ";
        foreach (var (title, found) in Longest)
        {
            if (padded.Contains(" " + title + " ", StringComparison.Ordinal))
            {
                return (found, 0.7);
            }
        }

        return (ListField.Ignore, 0);
    }
}
