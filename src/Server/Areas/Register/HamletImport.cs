using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Areas.Register;

/// <param name="Row">As the spreadsheet numbers it, from 1.</param>
/// <param name="Column">Heading of the column, as in the file.</param>
/// <param name="Code">Error code of the catalogue; <c>Values</c> fill its sentence.</param>
internal sealed record HamletRowError(int Row, string Column, Problem Problem, object?[] Values);

internal sealed record HamletImportResult(int Hamlets, int Lanes, int AlreadyThere, IReadOnlyList<HamletRowError> Errors);

/// <summary>
/// Hamlets and their lanes from an office's list. Good rows are taken, bad ones named; sending the mended list again adds only what
/// is missing.
/// </summary>
internal sealed class HamletImport(AppDb db, Writer writer, CurrentUser user)
{
    private static readonly char[] LaneSeparators = [';', ',', '\n'];

    public async Task<HamletImportResult> RunAsync(Stream file, string fileName, Guid parentId, DateOnly from, string act, CancellationToken ct)
    {
        user.Require(Permission.ManageAreas, parentId);
        if (FreeText.Line(act, ChangeAreas.LongestAct, "areas.act") is null)
        {
            throw new Refusal(Problems.AreaActNeeded);
        }

        using var list = new LocalCopy();
        await using (var copy = list.Create())
        {
            await file.CopyToAsync(copy, ct);
        }

        var rows = HamletRows.Read(list.Path);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var versions = await db.AreaVersions.ToListAsync(ct);
        var successions = await db.Successions.AsNoTracking().ToListAsync(ct);
        var book = new AreaBook(versions, successions, write.NewId, write.Now);
        var tree = new DayTree(from, versions.Where(v => v.IsValidOn(from)));
        var communes = tree.Below(parentId).Where(v => v.Tier == AreaTier.Commune).ToList();
        var lanes = (await db.Lanes.ToListAsync(ct)).GroupBy(l => l.HamletId).ToDictionary(g => g.Key, g => g.ToList());
        var errors = new List<HamletRowError>();
        var (added, addedLanes, there) = (0, 0, 0);
        foreach (var row in rows)
        {
            try
            {
                FreeText.RefuseCitizenNumbers(row.Name, row.Code, row.Commune, row.Lanes);
                if (row.Problem is { } problem)
                {
                    throw new Refusal(problem, row.Name);
                }

                var commune = CommuneOf(row, communes);
                // All is read before anything is added: a refused row leaves no trace.
                var name = Named(row.Name);
                var laneNames = row.Lanes.Split(LaneSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Named).ToList();
                var kind = row.Kind ?? (commune.Kind == AreaKind.Commune ? AreaKind.Hamlet : AreaKind.UrbanHamlet);
                var key = AreaBook.KeyOf(kind, name);
                var hamlet = book.Versions.FirstOrDefault(v => v.ParentId == commune.AreaId && v.NameKey == key && v.IsValidOn(from));
                if (hamlet is null)
                {
                    hamlet = book.Add(kind, name, row.Code, commune.AreaId, from, act.Trim());
                    db.Areas.Add(new Area { Id = hamlet.AreaId });
                    db.AreaVersions.Add(hamlet);
                    write.Changed(ChangeKind.Area, hamlet.AreaId, hamlet.AreaId);
                    added++;
                }
                else
                {
                    there++;
                }

                addedLanes += AddLanes(write, hamlet.AreaId, laneNames, lanes);
            }
            catch (Refusal refusal)
            {
                errors.Add(new(row.Number, refusal.Problem == Problems.HamletCommuneUnknown ? row.CommuneColumn : row.NameColumn, refusal.Problem, refusal.Values));
            }
        }

        if (added + addedLanes > 0)
        {
            write.Audit("areas.import", parentId, parentId, null, new { fileName = FreeText.FileName(fileName), added, addedLanes, bad = errors.Count, from, act });
            await write.CommitAsync(ct);
        }

        return new(added, addedLanes, there, errors);
    }

    private static AreaVersion CommuneOf(HamletRow row, List<AreaVersion> communes)
    {
        if (row.Name.Length == 0)
        {
            throw new Refusal(Problems.AreaNameNeeded);
        }

        if (row.Commune.Length == 0)
        {
            return communes.Count == 1 ? communes[0] : throw new Refusal(Problems.HamletCommuneUnknown, "—");
        }

        var key = SearchKey.Fold(row.Commune);
        var found = communes.Where(c => c.NameKey == key || c.Code == row.Commune.Trim()).ToList();
        found = found.Count > 0 ? found : [.. communes.Where(c => SearchKey.Fold(c.Name) == key)];
        // "Long Phú" was both a town and a commune: a name without its kind that fits two is asked back, not guessed.
        return found.Count == 1 ? found[0] : throw new Refusal(Problems.HamletCommuneUnknown, row.Commune);
    }

    private static string Named(string name) => FreeText.Line(name, AreaBook.LongestName, "areas.name") ?? throw new Refusal(Problems.AreaNameNeeded);

    private int AddLanes(Write write, Guid hamletId, List<string> names, Dictionary<Guid, List<Lane>> lanes)
    {
        var added = 0;
        if (!lanes.TryGetValue(hamletId, out var known))
        {
            lanes[hamletId] = known = [];
        }

        foreach (var name in names)
        {
            var key = SearchKey.Fold(name);
            if (known.Exists(l => l.NameKey == key))
            {
                continue;
            }

            var lane = new Lane { Id = write.NewId(), HamletId = hamletId, Name = name, NameKey = key, Order = known.Select(l => l.Order).DefaultIfEmpty().Max() + 1 };
            known.Add(lane);
            db.Lanes.Add(lane);
            write.Changed(ChangeKind.Lane, lane.Id, hamletId);
            added++;
        }

        return added;
    }
}
