using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Exchange.Wire;
using TungNgo.Feed;
using TungNgo.Reports.Catalogue;
using TungNgo.Web;

namespace TungNgo.Exchange.Systems;

/// <param name="Ours">Code of an indicator or of a unit.</param>
/// <param name="Theirs">Empty takes the mapping away.</param>
/// <param name="Factor">As typed; empty keeps what is there, and of something new is 100 for a share and else one.</param>
internal sealed record MappingLine(string Ours, string? Theirs, string? Factor);

/// <summary>Keeps what a system calls our things, from the table of the page and from a pasted sheet alike. Things that are not named stay as they are.</summary>
internal sealed partial class MapCodes(AppDb db, Writer writer, CurrentUser user, SystemFinder systems, IndicatorCatalogue catalogue)
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
        var isShare = catalogue.Versions.GroupBy(v => v.Code, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.MaxBy(v => v.Version)!.IsShare, StringComparer.Ordinal);
        var units = (await db.AreaVersions.Where(v => v.Code != null).Select(v => v.Code!).Distinct().ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var changes = new List<object>();
        foreach (var line in lines.DistinctBy(l => l.Ours))
        {
            var thing = isShare.ContainsKey(line.Ours) ? MappedThing.Indicator
                : units.Contains(line.Ours) ? MappedThing.Unit : throw new Refusal(Problems.MappingUnknown, FreeText.Shown(line.Ours, 40));
            var theirs = FreeText.Line(line.Theirs, LongestCode, "exchange.mapping.theirs");
            var mapping = known.GetValueOrDefault((thing, line.Ours));

            // A share is kept between nought and one; most others write it as per cent.
            var factor = FactorOf(line) ?? mapping?.Factor ?? (isShare.GetValueOrDefault(line.Ours) ? 100m : 1m);
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

    /// <summary>
    /// Reads a factor as figures are read: a point before groups of three is a separator and decimals stand behind a comma. What can be read in two ways is
    /// refused: "1,000" is one and somebody else's thousand, "0.001" a thousandth and somebody else's one.
    /// </summary>
    /// <returns>Null when it is no factor or an ambiguous one.</returns>
    internal static decimal? ReadFactor(string text)
    {
        var bare = text.Replace("\u00a0", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (FactorShape().Match(bare) is not { Success: true } match)
        {
            return null;
        }

        var (whole, part) = (match.Groups[2].Value, match.Groups[3].Value);
        if (part.Length == 3 && whole[0] != '0')
        {
            return null;
        }

        var number = $"{match.Groups[1].Value}{whole.Replace(".", "", StringComparison.Ordinal)}{(part.Length > 0 ? "." : "")}{part}";
        return decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor)
            && factor != 0 && Math.Abs(factor) <= MostFactor ? factor : null;
    }

    /// <summary>As <see cref="ReadFactor"/> reads it again: a nought behind three decimals keeps them from looking like a thousand.</summary>
    internal static string Shown(decimal factor)
    {
        var text = OutValues.Text(factor).Replace('.', ',');
        return text.Split(',') is [var whole, { Length: 3 }] && !whole.TrimStart('-').StartsWith('0') ? $"{text}0" : text;
    }

    private static decimal? FactorOf(MappingLine line)
    {
        if (string.IsNullOrWhiteSpace(line.Factor))
        {
            return null;
        }

        return ReadFactor(line.Factor) ?? throw new Refusal(Problems.MappingFactor, line.Ours);
    }

    [GeneratedRegex(@"^([+-]?)([1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]{1,10}))?$")]
    private static partial Regex FactorShape();
}
