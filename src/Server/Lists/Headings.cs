using TungNgo.Data;

namespace TungNgo.Lists;

/// <summary>Recognises titles of columns in the words offices use, with or without accents, in any composition: by whole words, never by a piece of one.</summary>
/// <param name="titles">Folded title to field.</param>
internal sealed class Headings<T>(IReadOnlyDictionary<string, T> titles)
    where T : notnull
{
    /// <summary>Behind a title these say whose it is, and nothing more.</summary>
    private static readonly string[] Whose =
    [
        " cua chu ho", " cua ho", " trong ho", " chu ho", " ho gia dinh", " gia dinh", " neu co", " hien nay", " hien tai", " hien o", " nguoi dan", " thuc te", " cua nguoi dai dien", " x",
        " ho", " thanh vien", " cua thanh vien",
    ];

    private static readonly char[] Joints = ['/', '(', ')', ':', '\n', ',', ';', '–', '*'];

    /// <summary>A known title, alone or with whose it is behind it.</summary>
    public bool TryFind(string folded, out T field)
    {
        if (titles.TryGetValue(folded, out field!))
        {
            return true;
        }

        return Array.Find(Whose, w => folded.EndsWith(w, StringComparison.Ordinal)) is { } whose && titles.TryGetValue(folded[..^whose.Length], out field!);
    }

    /// <summary>"Tổ/Ngõ", "Ấp (khóm)", "Họ tên (chủ hộ)": several words for one thing, or one and a remark.</summary>
    public (T Field, double Confidence)? InParts(string written)
    {
        var parts = written.Split(Joints, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(SearchKey.Fold).Where(p => p.Length > 0).ToList();
        if (parts.Count < 2 || !titles.TryGetValue(parts[0], out var first))
        {
            return null;
        }

        var others = parts.Skip(1).Where(titles.ContainsKey).Select(p => titles[p]).ToList();
        return others.TrueForAll(o => o.Equals(first)) ? (first, others.Count > 0 ? 1 : 0.9) : (first, 0.7);
    }

    /// <summary>Which column of a row is what; of two that say the same the left one.</summary>
    public Dictionary<T, int> ColumnsOf(SheetRow row)
    {
        var columns = new Dictionary<T, int>();
        for (var i = 0; i < row.Cells.Length; i++)
        {
            var written = row.Cells[i].Display;
            var folded = SearchKey.Fold(written).Trim('*', ':', ' ');
            if (folded.Length is > 0 and <= 80 && (TryFind(folded, out var field) || (InParts(written) is { } part && Is(part.Field, out field))))
            {
                columns.TryAdd(field, i);
            }
        }

        return columns;
    }

    private static bool Is(T value, out T same)
    {
        same = value;
        return true;
    }
}
