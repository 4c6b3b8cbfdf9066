using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Areas.Reorganise;

/// <summary>A row of a list of changes that could not be taken.</summary>
/// <param name="Row">As the sheet numbers it, from 1.</param>
/// <param name="Why">Key of the sentence, filled by <paramref name="Values"/>.</param>
internal sealed record StepRowError(int Row, string Why, object?[] Values);

internal sealed record StepList(IReadOnlyList<ReorganisationStep> Steps, int Rows, int Unchanged, IReadOnlyList<StepRowError> Errors);

/// <summary>
/// Steps from a list: one row for each old unit, with the unit that it becomes. Rows that become the same unit are a merge; one that alone becomes
/// another name or kind is renamed. A unit is known by its code and its name together, a hamlet by its commune's code and its name: never by a name
/// alone. A row that does not fit, or a group of which a row does not fit, is named and not taken.
/// </summary>
internal sealed class StepSheet(DayTree before, IEnumerable<ReorganisationStep> steps, Func<Guid, bool> mine, Func<Guid> newId)
{
    private const int SearchedRows = 20, MostRows = 5_000;

    private static readonly (string Column, string[] Titles)[] Columns =
    [
        ("old-code", ["ma cu", "ma don vi cu", "old code"]), ("old-name", ["ten cu", "don vi cu", "ten don vi cu", "old name"]),
        ("commune", ["ma xa", "ma xa cu", "thuoc xa", "commune code"]), ("new-code", ["ma moi", "ma don vi moi", "new code"]),
        ("new-name", ["ten moi", "don vi moi", "ten don vi moi", "new name"]), ("new-kind", ["loai moi", "loai", "loai hinh", "new kind"]),
        ("parent", ["ma cap tren", "thuoc", "truc thuoc", "cap tren", "parent code"]),
    ];

    private static readonly Dictionary<string, AreaKind> Kinds = new()
    {
        ["tinh"] = AreaKind.Province, ["thanh pho truc thuoc trung uong"] = AreaKind.CentralCity, ["huyen"] = AreaKind.District, ["thi xa"] = AreaKind.DistrictTown,
        ["thanh pho"] = AreaKind.DistrictCity, ["xa"] = AreaKind.Commune, ["phuong"] = AreaKind.Ward, ["thi tran"] = AreaKind.Township, ["ap"] = AreaKind.Hamlet, ["khom"] = AreaKind.UrbanHamlet,
    };

    private readonly List<StepRowError> errors = [];
    private readonly Dictionary<string, Guid> madeByCode = steps.Where(s => s is { New: not null, Code: not null }).GroupBy(s => s.Code!).ToDictionary(g => g.Key, g => g.First().New!.Value);

    private sealed record Row(int Number, AreaVersion Old, string? Code, string Name, AreaKind Kind, Guid? Parent);

    public static async Task<StepList> ReadAsync(Stream list, DayTree before, IEnumerable<ReorganisationStep> steps, Func<Guid, bool> mine, Func<Guid> newId, CancellationToken ct)
    {
        using var file = new LocalCopy();
        await using (var copy = file.Create())
        {
            await list.CopyToAsync(copy, ct);
        }

        List<SheetRow> rows;
        try
        {
            rows = [.. SheetFile.Rows(file.Path).Where(r => !r.IsBlank).Take(MostRows + 1)];
        }
        catch (UnreadableFileException)
        {
            throw new Refusal(Problems.ListUnreadable);
        }

        return rows.Count > MostRows ? throw new Refusal(Problems.ListUnreadable) : new StepSheet(before, steps, mine, newId).Read(rows);
    }

    private StepList Read(List<SheetRow> rows)
    {
        var header = rows.Take(SearchedRows).ToList().FindIndex(r => Find(r, "old-name") >= 0 && Find(r, "new-name") >= 0);
        if (header < 0)
        {
            throw new Refusal(Problems.ReorganisationListEmpty);
        }

        var at = Columns.ToDictionary(c => c.Column, c => Find(rows[header], c.Column));
        var lines = rows.Skip(header + 1).Where(r => r.Sheet == rows[header].Sheet).ToList();
        var read = lines.Select(r => (Line: r, Row: ReadRow(r, at), Target: Target(r, at))).ToList();
        // A unit that is in two rows divides, and how it divides stands in no list.
        foreach (var twice in read.Where(r => r.Row is not null).GroupBy(r => r.Row!.Old.AreaId).Where(g => g.Count() > 1))
        {
            errors.AddRange(twice.Select(r => new StepRowError(r.Line.Number, "areas.reorganise.row.twice", [AreaNames.WithKind(r.Row!.Old)])));
        }

        var bad = errors.Select(e => e.Row).ToHashSet();
        var (taken, unchanged) = (new List<ReorganisationStep>(), 0);
        foreach (var group in read.GroupBy(r => r.Target))
        {
            if (group.Any(r => bad.Contains(r.Line.Number)))
            {
                errors.AddRange(group.Where(r => !bad.Contains(r.Line.Number)).Select(r => new StepRowError(r.Line.Number, "areas.reorganise.row.group", [r.Row!.Name])));
            }
            else if (group.Count() > 1 && group.Any(r => r.Row is { Code: null, Old.Tier: < AreaTier.Hamlet }))
            {
                errors.AddRange(group.Select(r => new StepRowError(r.Line.Number, "areas.reorganise.row.no-new-code", [r.Row!.Name])));
            }
            else if (StepOf([.. group.Select(r => r.Row!)]) is { } step)
            {
                taken.Add(step);
            }
            else
            {
                unchanged++;
            }
        }

        return new(taken, lines.Count, unchanged, [.. errors.OrderBy(e => e.Row)]);
    }

    private ReorganisationStep? StepOf(IReadOnlyList<Row> rows) => rows switch
    {
        [var one] when (one.Name, one.Kind) == (one.Old.Name, one.Old.Kind) && (one.Code ?? one.Old.Code) == one.Old.Code =>
            one.Parent is { } parent && parent != one.Old.ParentId ? new(StepKind.Reparent, [one.Old.AreaId], Parent: parent) : null,
        [var one] => new(StepKind.Rename, [one.Old.AreaId], one.Kind, one.Name, one.Code),
        _ => new(StepKind.Merge, [.. rows.Select(r => r.Old.AreaId)], rows[0].Kind, rows[0].Name, rows[0].Code, rows[0].Parent, New: newId()),
    };

    private Row? ReadRow(SheetRow line, Dictionary<string, int> at)
    {
        string Cell(string column) => FreeText.CleanLines(line[at[column]].Display)?.Trim() ?? "";
        Row? Bad(string why, params object?[] values)
        {
            errors.Add(new(line.Number, $"areas.reorganise.row.{why}", values));
            return null;
        }

        var (oldCode, oldName, newName, kindWord, parentCode) = (Cell("old-code"), Cell("old-name"), Cell("new-name"), SearchKey.Fold(Cell("new-kind")), Cell("parent"));
        if (oldName.Length == 0 || newName.Length == 0)
        {
            return Bad("incomplete");
        }

        var inCommune = Cell("commune");
        if (oldCode.Length == 0 && inCommune.Length == 0)
        {
            return Bad("no-code", oldName);
        }

        var found = (oldCode.Length > 0
            ? before.All.Where(v => v.Code == oldCode)
            : before.All.Where(v => v.Code == inCommune && v.Tier == AreaTier.Commune).SelectMany(c => before.ChildrenOf(c.AreaId)).Where(h => IsNamed(h, oldName))).Where(v => mine(v.AreaId)).ToList();
        if (found.Count != 1)
        {
            return Bad(found.Count == 0 ? "unknown" : "several", oldName, oldCode.Length > 0 ? oldCode : inCommune);
        }

        if (!IsNamed(found[0], oldName))
        {
            return Bad("other-name", oldCode, AreaNames.WithKind(found[0]), oldName);
        }

        var (given, bare) = Split(newName);
        var kind = kindWord.Length == 0 ? given ?? found[0].Kind : Kinds.TryGetValue(kindWord, out var told) ? told : (AreaKind?)null;
        if (kind is null || AreaVersion.TierOf(kind.Value) != found[0].Tier || (given is { } inName && inName != kind && kindWord.Length > 0))
        {
            return Bad("kind", Cell("new-kind").Length > 0 ? Cell("new-kind") : newName);
        }

        Guid? parent = null;
        if (parentCode.Length > 0)
        {
            var above = madeByCode.TryGetValue(parentCode, out var made) ? [made] : before.All.Where(v => v.Code == parentCode && v.Tier < found[0].Tier).Select(v => v.AreaId).ToList();
            if (above.Count != 1)
            {
                return Bad("parent", parentCode);
            }

            parent = above[0];
        }

        return new Row(line.Number, found[0], Cell("new-code") is { Length: > 0 } code ? code : null, bare, kind.Value, parent);
    }

    /// <summary>What makes two rows one new unit: the same code, name and kind as written, and, where there is no code, the same unit above.</summary>
    private static (string, string, string, string) Target(SheetRow line, Dictionary<string, int> at)
    {
        string Key(string column) => SearchKey.Fold(line[at[column]].Display);
        return (Key("new-code"), Key("new-name"), Key("new-kind"), Key("parent") is { Length: > 0 } parent ? parent : Key("new-code").Length > 0 ? "" : Key("commune"));
    }

    private static bool IsNamed(AreaVersion unit, string name) => SearchKey.Fold(name) is var key && (key == unit.NameKey || key == SearchKey.Fold(unit.Name));

    /// <summary>"Phường Sóc Trăng" is a kind and a name; "Thị trấn" has two words.</summary>
    private static (AreaKind?, string) Split(string name)
    {
        foreach (var (word, kind) in Kinds.OrderByDescending(k => k.Key.Length))
        {
            var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var length = word.Split(' ').Length;
            if (words.Length > length && SearchKey.Fold(string.Join(' ', words[..length])) == word)
            {
                return (kind, string.Join(' ', words[length..]));
            }
        }

        return (null, name);
    }

    private static int Find(SheetRow row, string column)
    {
        var titles = Columns.First(c => c.Column == column).Titles;
        return Array.FindIndex(row.Cells, c => titles.Contains(SearchKey.Fold(c.Display)));
    }
}
