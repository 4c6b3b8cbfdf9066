using System.Text;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Teams;

namespace TungNgo.Training.Lists;

/// <summary>A member whom a list may mean.</summary>
/// <param name="Seat">One of their places, to show who is meant.</param>
/// <param name="Units">Their teams, hamlets and communes.</param>
/// <param name="Wide">The districts and the province in which these lie.</param>
internal sealed record Known(Member Person, Team Seat, IReadOnlySet<string> Units, IReadOnlySet<string> Wide);

/// <param name="Sure">The only one with whom all that the line says agrees.</param>
/// <param name="Likely">Whom an officer has to choose from when nobody is sure.</param>
internal sealed record Match(Known? Sure, IReadOnlyList<Known> Likely);

/// <summary>Whom a line of a list means: by name, phone and unit, and never by a guess. What speaks for two, or against one, is asked.</summary>
internal sealed class MemberMatch
{
    private const int Offered = 8;
    private static readonly char[] Joints = [',', ';', '–', '|'];
    private static readonly string[] Offices = ["ubnd ", "uy ban nhan dan "];
    private readonly ILookup<string, Known> byName;
    private readonly ILookup<string, Known> byPhone;
    private readonly ILookup<string, Guid> everybody;

    /// <param name="everybody">All members by phone, also those whom the caller does not see: a number of theirs speaks against whoever the name fits.</param>
    public MemberMatch(IEnumerable<Known> known, IEnumerable<Member> everybody)
    {
        var all = known.ToList();
        this.everybody = everybody.Where(m => m.Phone is not null).ToLookup(m => m.Phone!, m => m.Id);
        byName = all.ToLookup(k => k.Person.NameKey);
        byPhone = all.Where(k => k.Person.Phone is not null).ToLookup(k => k.Person.Phone!);
    }

    /// <summary>Members with all the teams in which they sit, known by these and by every unit above them.</summary>
    public static MemberMatch Of(IEnumerable<(Member Person, Team Team)> seats, IEnumerable<Member> everybody, DayTree tree) => new(
        seats.GroupBy(s => s.Person.Id).Select(g => new Known(
            g.First().Person, g.First().Team, g.Select(s => s.Team).Distinct().SelectMany(t => NamesOf(t, tree)).Select(SearchKey.Fold).ToHashSet(),
            g.Select(s => s.Team).SelectMany(t => NamesOf(t, tree, wide: true)).Select(SearchKey.Fold).ToHashSet())), everybody);

    /// <param name="wide">Those of the units in which thousands are: they agree with everybody, and tell nobody from anybody.</param>
    private static IEnumerable<string> NamesOf(Team team, DayTree tree, bool wide = false)
    {
        var units = tree.LineOf(team.AreaId).Where(u => u.Tier < AreaTier.Commune == wide).SelectMany(u => new[] { AreaNames.WithKind(u), u.Name });
        return wide ? units : units.Append(team.Name);
    }

    public Match Find(NamedPerson line)
    {
        var likely = byName[line.Key].Concat(line.Phone is null ? [] : byPhone[line.Phone]).DistinctBy(k => k.Person.Id)
            .Select(k => (Known: k, Says: Weigh(k, line))).OrderByDescending(l => l.Says.Weight).ThenBy(l => l.Known.Person.Name, StringComparer.Ordinal).ToList();
        var sure = likely.Where(l => l.Says.IsSure).ToList();
        // A number that is another's in the register speaks against whoever the name fits.
        return sure.Count == 1 && !likely.Exists(l => l.Says.Phone == true && l.Known != sure[0].Known) && !IsOfAnother(line.Phone, sure[0].Known)
            ? new(sure[0].Known, []) : new(null, [.. likely.Select(l => l.Known).Take(Offered)]);
    }

    private bool IsOfAnother(string? phone, Known known) => phone is not null && everybody[phone].Any(id => id != known.Person.Id);

    private static Evidence Weigh(Known known, NamedPerson line) => new(
        known.Person.NameKey == line.Key && SameMarks(known.Person.Name, line.Name),
        line.Phone is null || known.Person.Phone is null ? null : line.Phone == known.Person.Phone,
        line.Unit is null ? null : IsOf(known, line.Unit));

    /// <summary>"Ấp Trường Thành B, xã Trường Khánh": each part must be one of theirs. A province alone says nothing.</summary>
    private static bool? IsOf(Known known, string unit)
    {
        var parts = unit.Replace(" - ", ",", StringComparison.Ordinal).Split(Joints, StringSplitOptions.RemoveEmptyEntries)
            .Select(SearchKey.Fold).Where(p => p.Length > 0)
            .Select(p => Array.Find(Offices, o => p.StartsWith(o, StringComparison.Ordinal)) is { } office ? p[office.Length..] : p).ToList();
        return known.Units.Contains(SearchKey.Fold(unit)) ? true
            : parts.Count > 0 && parts.TrueForAll(known.Wide.Contains) ? null
            : parts.Exists(known.Units.Contains) && parts.TrueForAll(p => known.Units.Contains(p) || known.Wide.Contains(p));
    }

    /// <summary>"Hùng" and "Hưng" are two people. A name that was typed without any marks agrees with both.</summary>
    private static bool SameMarks(string ours, string theirs)
    {
        var (a, b) = (Spelling(ours), Spelling(theirs));
        return a == b || IsBare(ours) || IsBare(theirs);
    }

    private static bool IsBare(string name) => name.All(c => c < 128);

    /// <summary>Lower case, with the tone of each word behind it: "hòa" and "hoà" are one writing.</summary>
    private static string Spelling(string name) => string.Join(' ', name.ToLowerInvariant().Normalize(NormalizationForm.FormD)
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => string.Concat(w.Where(c => !IsTone(c)).Concat(w.Where(IsTone)))));

    private static bool IsTone(char c) => c is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323';

    /// <param name="Phone">Null: one of the two does not say. <c>Unit</c> alike.</param>
    private readonly record struct Evidence(bool Name, bool? Phone, bool? Unit)
    {
        public bool IsSure => Name && Phone != false && Unit != false && (Phone == true || Unit == true);

        public int Weight => (Name ? 2 : 0) + Say(Phone) + Say(Unit);

        private static int Say(bool? says) => says switch { true => 1, false => -1, _ => 0 };
    }
}
