using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Reports.Catalogue;
using TungNgo.Web;

namespace TungNgo.Exchange.Systems;

/// <param name="Ours">Code of an indicator or of a unit.</param>
/// <param name="Theirs">Empty takes the mapping away.</param>
/// <param name="Factor">As typed; empty is one.</param>
internal sealed record MappingLine(string Ours, string? Theirs, string? Factor);

/// <summary>Keeps what a system calls our things, from the table of the page and from a pasted sheet alike. Things that are not named stay as they are.</summary>
internal sealed class MapCodes(AppDb db, Writer writer, CurrentUser user, SystemFinder systems, IndicatorCatalogue catalogue)
{
    public const int MostLines = 2000, LongestCode = 80;
    private const decimal MostFactor = 1_000_000_000;

    /// <summary>Lines of a sheet: our code, their code, and perhaps a factor, in cells.</summary>
    /// <exception cref="Refusal">There is no such line.</exception>
    public static IReadOnlyList<MappingLine> Read(string? pasted)
    {
        var lines = (pasted ?? "").Split('\n').Select(l => l.TrimEnd('\r').Split(l.Contains('\t', StringComparison.Ordinal) ? '\t' : ';')).Where(c => c.Length > 1 && c[0].Trim().Length > 0)
            .Select(c => new MappingLine(c[0].Trim(), c[1].Trim(), c.ElementAtOrDefault(2)?.Trim())).ToList();
        return lines.Count is > 0 and <= MostLines ? lines : throw new Refusal(Problems.MappingPaste, MostLines);
    }

    /// <returns>How many were changed.</returns>
    public async Task<int> SaveAsync(Guid systemId, IReadOnlyList<MappingLine> lines, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var system = await systems.RequireAsync(systemId, ct);
        var known = await db.CodeMappings.Where(m => m.SystemId == systemId).ToDictionaryAsync(m => (m.Thing, m.Ours), ct);
        var indicators = catalogue.Versions.Select(v => v.Code).ToHashSet(StringComparer.Ordinal);
        var units = (await db.AreaVersions.Where(v => v.Code != null).Select(v => v.Code!).Distinct().ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var changes = new List<object>();
        foreach (var line in lines.DistinctBy(l => l.Ours))
        {
            var thing = indicators.Contains(line.Ours) ? MappedThing.Indicator : units.Contains(line.Ours) ? MappedThing.Unit : throw new Refusal(Problems.MappingUnknown, FreeText.Shown(line.Ours, 40));
            var theirs = FreeText.Line(line.Theirs, LongestCode, "exchange.mapping.theirs");
            var factor = FactorOf(line);
            var mapping = known.GetValueOrDefault((thing, line.Ours));
            if (mapping?.Theirs == theirs && (mapping is null || mapping.Factor == factor))
            {
                continue;
            }

            changes.Add(new { line.Ours, Before = mapping?.Theirs, After = theirs, factor });
            if (theirs is null)
            {
                db.CodeMappings.Remove(mapping!);
            }
            else if (mapping is null)
            {
                db.CodeMappings.Add(new CodeMapping { Id = write.NewId(), SystemId = systemId, Thing = thing, Ours = line.Ours, Theirs = theirs, Factor = factor });
            }
            else
            {
                (mapping.Theirs, mapping.Factor) = (theirs, factor);
            }
        }

        if (changes.Count > 0)
        {
            write.Changed(ChangeKind.ReceivingSystem, systemId);
            write.Audit("exchange.map", systemId, system.AreaId, null, new { system.Code, changes });
            await write.CommitAsync(ct);
        }

        return changes.Count;
    }

    private static decimal FactorOf(MappingLine line)
    {
        if (string.IsNullOrEmpty(line.Factor))
        {
            return 1;
        }

        return decimal.TryParse(line.Factor.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) && factor != 0 && Math.Abs(factor) <= MostFactor
            ? factor : throw new Refusal(Problems.MappingFactor, line.Ours);
    }
}
