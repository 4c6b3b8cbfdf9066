using System.Text.RegularExpressions;
using TungNgo.Data;
using TungNgo.Lists;

namespace TungNgo.Households.Import.Reading;

/// <summary>What a column of an office's list can mean. Identity and Ethnicity are recognised in order to be refused.</summary>
public enum ListField
{
    Ignore = 0, RowNumber, HouseholdCode, Head, Person, Relation, Birth, BirthMale, BirthFemale, Sex, Size, Commune, Hamlet, Lane,
    Place, Phone, Language, Note, Smartphone, VneidLevel2, Identity, Ethnicity,

    /// <summary>Family name and middle names, where the given name has a column of its own.</summary>
    NameFront,
}

/// <summary>Recognises column titles in the words offices use, with or without accents, in any composition.</summary>
internal static partial class ListFields
{
    // Folded. Order inside a field does not matter; the longest title found inside a longer one wins.
    private static readonly Dictionary<ListField, string[]> Titles = new()
    {
        [ListField.RowNumber] = ["stt", "tt", "so tt", "so thu tu", "no"],
        [ListField.HouseholdCode] = ["ma ho", "ma so ho", "so ho", "ma ho gia dinh", "ma ho khau", "so ho khau", "so so ho khau", "stt ho", "tt ho", "so thu tu ho", "ho so", "ma so ho gia dinh"],
        [ListField.Head] =
        [
            "ho va ten chu ho", "ho ten chu ho", "ten chu ho", "chu ho", "ho chu dem va ten chu ho", "dai dien ho", "ten ho", "ten chu ho gia dinh",
            "ho ten chu ho gia dinh", "ho ten ch", "ho va ten ch", "ten ch", "ho ong ba", "ho ong", "ho ba", "ho dan", "ten khach hang", "ho ten khach hang", "ho va ten khach hang",
        ],
        [ListField.NameFront] =
        [
            "ho dem", "ho lot", "ho va dem", "ho va chu dem", "ho chu dem", "ho va ten dem", "ho ten dem", "ho va chu lot", "ho va lot", "ho va ten lot", "ho dem chu ho", "ho lot chu ho",
        ],
        [ListField.Person] =
        [
            "ho va ten", "ho ten", "ho chu dem va ten", "ho chu dem ten", "ho dem va ten", "ten", "ten goi", "ten nhan khau", "ho ten nhan khau", "thanh vien",
            "ho ten thanh vien", "ten thanh vien", "ho va ten thanh vien", "ho va ten nhan khau",
        ],
        [ListField.Relation] = ["quan he voi chu ho", "quan he", "qh voi chu ho", "qhvch", "qh", "quan he chu ho", "quan he gia dinh", "moi quan he"],
        [ListField.Birth] =
        [
            "nam sinh", "ngay sinh", "ngay thang nam sinh", "sinh nam", "ngay thang nam", "ntns", "sinh ngay", "nam sinh chu ho", "n sinh", "ng sinh",
            "ngay sinh nam", "ngay thang nam sinh nam",
        ],
        [ListField.Sex] = ["gioi tinh", "phai", "gioi", "gt", "nam nu"],
        [ListField.Size] = ["so nhan khau", "nhan khau", "so khau", "so nk", "so nguoi", "tong so nhan khau", "tong nhan khau", "so nguoi trong ho", "so thanh vien", "nk", "so nhan khau thuc te", "so khau thuc te", "so luong nhan khau"],
        [ListField.Commune] = ["xa", "phuong", "xa phuong", "xa phuong thi tran", "ten xa", "thi tran"],
        [ListField.Hamlet] = ["ap", "khom", "thon", "ap khom", "khom ap", "thon ap", "ap thon", "ten ap", "ten khom", "khu vuc", "dia ban ap", "ap khu vuc", "dia ban", "thuoc ap", "o ap"],
        [ListField.Lane] =
        [
            "to", "to so", "so to", "ngo", "hem", "to dan cu", "to tu quan", "to ndtq", "to nhan dan tu quan", "to dan pho", "tuyen", "to ngo", "ngo to", "to hem", "to tq",
        ],
        [ListField.Place] =
        [
            "so nha", "dia chi", "dia diem", "so nha dia diem", "so nha duong", "noi o", "cho o", "dia chi nha", "noi o hien nay", "cho o hien nay",
            "dia chi thuong tru", "noi thuong tru", "vi tri nha", "to ap", "ap to", "to khom", "khom to", "to ap khom", "dia chi to ap",
        ],
        [ListField.Phone] =
        [
            "so dien thoai", "dien thoai", "sdt", "so dt", "dt", "di dong", "dtdd", "dien thoai lien he", "so dien thoai lien he", "so di dong", "so zalo", "zalo",
            "dien thoai di dong", "so may", "so dien thoai di dong", "so lien lac", "dien thoai lien lac", "so dien thoai lien lac", "sdt lien he", "lien he", "lien lac", "thong tin lien he",
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

    /// <summary>Titles that mean something else as soon as another word stands behind them: "Hộ dân tộc", "Liên hệ xã".</summary>
    private static readonly HashSet<string> Alone = ["ho dan", "ho ong", "ho ba", "lien he", "lien lac", "khach hang"];

    private static readonly (string Title, ListField Field)[] Longest =
        [.. Exact.Where(p => p.Key.Length >= 4 && !Alone.Contains(p.Key)).OrderByDescending(p => p.Key.Length).Select(p => (p.Key, p.Value))];

    /// <summary>Words that are too short to be looked for within others, but tell as a word.</summary>
    private static readonly (string Word, ListField Field)[] Telling =
    [
        ("cccd", ListField.Identity), ("cmnd", ListField.Identity), ("cmt", ListField.Identity), ("dinh danh", ListField.Identity), ("sdt", ListField.Phone), ("dtdd", ListField.Phone),
        ("dien thoai", ListField.Phone), ("zalo", ListField.Phone), ("vneid", ListField.VneidLevel2), ("smartphone", ListField.Smartphone),
    ];

    /// <summary>Lists of schools: their names and births are no household's.</summary>
    private static readonly string[] Children = [" hoc sinh ", " hoc vien ", " tre em ", " sinh vien "];

    private static readonly string[] Parents = [" phu huynh ", " cha ", " me ", " bo ", " giam ho ", " chu ho "];

    private static readonly Headings<ListField> Known = new(Exact);

    /// <summary>What the title means and how sure that is: 1 for a known title, less when it only contains one, 0 when nothing fits.</summary>
    /// <param name="parent">Title of the merged cell above, or null: "Ngày sinh" over "Nam | Nữ".</param>
    /// <param name="beside">All titles under the same parent: they tell "Năm" from "Nam" where the marks are missing.</param>
    public static (ListField Field, double Confidence) Of(string? parent, string? title, IReadOnlyList<string>? beside = null)
    {
        var own = SearchKey.Fold(title);
        var above = SearchKey.Fold(parent);
        if (own is "nam" or "nu" or "ngay" or "thang" && Part(above, own, title!, [.. (beside ?? []).Select(SearchKey.Fold)]) is { } part)
        {
            return (part, 1);
        }

        if (own == "ho")
        {
            // "Họ" is half a name, "Hộ" a household; without marks what stands beside it tells.
            var exact = title!.Normalize(System.Text.NormalizationForm.FormC).ToLowerInvariant().Trim();
            var isName = exact.Contains('ọ', StringComparison.Ordinal) || (exact == "ho" && (beside ?? []).Any(b => SearchKey.Fold(b) == "ten"));
            return isName ? (ListField.NameFront, 1) : exact.Contains('ộ', StringComparison.Ordinal) ? (ListField.HouseholdCode, 0.7) : (ListField.Ignore, 0);
        }

        var alone = Find(own, title);
        var over = above.Length == 0 ? default : Find(above, parent);
        if (over.Field is ListField.Head or ListField.Person && alone.Field is ListField.Person or ListField.Head)
        {
            return (over.Field, 1);
        }

        // "Số điện thoại" over "Chủ hộ": whose it is, not who.
        if (over.Field != ListField.Ignore && over.Field is not (ListField.Head or ListField.Person) && alone.Field is ListField.Head)
        {
            return over;
        }

        return alone.Field != ListField.Ignore || above.Length == 0 ? alone : own.Length == 0 ? over : Find(above + " " + own, null);
    }

    /// <summary>Whether the cell holds a known title word for word.</summary>
    public static bool IsTitle(string? text) => text is { Length: > 0 and <= 60 } && Exact.ContainsKey(SearchKey.Fold(text));

    /// <summary>Day, month and year of birth, or the columns of men and women.</summary>
    private static ListField? Part(string above, string own, string title, string[] beside)
    {
        var birth = above.Length == 0 || Find(above, null).Field is ListField.Birth or ListField.Sex;
        var isDate = beside.Contains("ngay") || beside.Contains("thang");
        if (!birth || (above.Length == 0 && !isDate && !(beside.Contains("nam") && beside.Contains("nu"))))
        {
            return null;
        }

        return own switch
        {
            "ngay" or "thang" => isDate ? ListField.Ignore : (ListField?)null,
            "nu" => ListField.BirthFemale,
            // Only the marks tell a year from a man; without any, what stands beside it does.
            _ when title.Normalize(System.Text.NormalizationForm.FormC).Contains('ă', StringComparison.OrdinalIgnoreCase) => ListField.Birth,
            _ => isDate && !beside.Contains("nu") ? ListField.Birth : ListField.BirthMale,
        };
    }

    private static (ListField Field, double Confidence) Find(string folded, string? written)
    {
        // "(x)" behind a title says how to fill the column.
        folded = folded.EndsWith(" x", StringComparison.Ordinal) ? folded[..^2] : folded;
        if (folded.Length == 0)
        {
            return (ListField.Ignore, 0);
        }

        if (Known.TryFind(folded, out var field))
        {
            return (field, 1);
        }

        var padded = " " + folded + " ";
        if (Array.Find(Telling, t => t.Field == ListField.Identity && padded.Contains(" " + t.Word + " ", StringComparison.Ordinal)) is { Word: not null })
        {
            return (ListField.Identity, 0.9);
        }

        // "Họ tên cha hoặc mẹ (chủ hộ)": of whomever else a list tells, this is the one.
        if (written is not null && BracketedHead().IsMatch(written.Trim()))
        {
            return (ListField.Head, 0.9);
        }

        if (Array.Exists(Children, c => padded.Contains(c, StringComparison.Ordinal)) && !Array.Exists(Parents, p => padded.Contains(p, StringComparison.Ordinal)))
        {
            return (ListField.Ignore, 0);
        }

        if (written is not null && Known.InParts(written) is { Field: not ListField.NameFront } part)
        {
            return part;
        }

        if (Array.Find(Telling, t => padded.Contains(" " + t.Word + " ", StringComparison.Ordinal)) is { Word: not null } telling)
        {
            return (telling.Field is ListField.Phone && padded.Contains(" thong minh ", StringComparison.Ordinal) ? ListField.Smartphone : telling.Field, 0.8);
        }

        foreach (var (title, found) in Longest)
        {
            if (padded.StartsWith(" " + title + " ", StringComparison.Ordinal))
            {
                return (found, 0.75);
            }
        }

        foreach (var (title, found) in Longest)
        {
            // Whose something is stands at the end: "Nghề nghiệp chủ hộ" is no name.
            if (padded.Contains(" " + title + " ", StringComparison.Ordinal) && !(found is ListField.Head && title is "chu ho" or "dai dien ho"))
            {
                return (found, 0.7);
            }
        }

        return (ListField.Ignore, 0);
    }

    [GeneratedRegex(@"^(?:họ|tên|ho|ten)\b.*\(\s*(?:là\s+)?chủ hộ\s*\)$", RegexOptions.IgnoreCase)]
    private static partial Regex BracketedHead();
}
