using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Lists.Cells;
using TungNgo.Teams.Members;
using TungNgo.Web;

namespace TungNgo.Teams.Lists;

/// <summary>What the list leaves open.</summary>
/// <param name="Key">Under which the answer comes back.</param>
/// <param name="Team">The team's name when the team is asked for; null when the unit is.</param>
/// <param name="Choices">Ids of units or teams.</param>
internal sealed record TeamListQuestion(string Key, string Asked, string? Team, IReadOnlyList<Guid> Choices);

/// <param name="Field">The column meant, as in <see cref="TeamSheets.ListFields"/>.</param>
internal sealed record TeamListError(TeamListRow Row, string Field, Refusal Because);

/// <summary>
/// What a list would do to the register, row by row: good rows are done to the entities it was given, refused rows leave no trace. The
/// same plan serves the preview (nothing is saved) and the taking.
/// </summary>
internal sealed class TeamListPlan(
    IEnumerable<TeamRoster> rosters, IEnumerable<Member> known, UnitMatcher units, MemberBook book, TeamEdits rules, IReadOnlyDictionary<string, string> answers, Func<Guid> newId, DateOnly today)
{
    public const string NewTeam = "new";
    private readonly List<TeamRoster> teams = [.. rosters];
    private readonly Dictionary<Guid, Member> members = known.ToDictionary(m => m.Id);
    private readonly Dictionary<string, TeamListQuestion> questions = [];
    private readonly HashSet<TeamRoster> created = [];
    private string field = "team";

    public List<TeamListError> Errors { get; } = [];
    public IReadOnlyCollection<TeamListQuestion> Questions => questions.Values;
    public HashSet<TeamRoster> NewTeams { get; } = [];
    public HashSet<TeamRoster> ChangedTeams { get; } = [];
    public HashSet<TeamRoster> ChangedRosters { get; } = [];
    public HashSet<Member> NewMembers { get; } = [];
    public HashSet<Member> ChangedMembers { get; } = [];
    public int Unchanged { get; private set; }

    public void Run(IReadOnlyList<TeamListRow> rows)
    {
        // Endings first: the old leader's last day may stand below the new leader's first.
        foreach (var row in rows.OrderBy(r => r["to"].IsBlank))
        {
            try
            {
                Take(row);
            }
            catch (Refusal refusal)
            {
                Errors.Add(new(row, field, refusal));
            }
        }

        Errors.Sort((a, b) => a.Row.Source.Number.CompareTo(b.Row.Source.Number));
    }

    private void Take(TeamListRow row)
    {
        foreach (var column in row.Columns.Keys)
        {
            field = column;
            if (IdentityGuard.Holds(row[column]))
            {
                throw new Refusal(Problems.CitizenNumber);
            }

            if (row[column].IsError)
            {
                throw new Refusal(Problems.ListCellError, row[column].Display);
            }
        }

        field = "member";
        if (row.OldFont != LegacyFont.None)
        {
            throw new Refusal(Problems.ListOldFont);
        }

        var decision = At("decision", () => MembershipEdits.Optional(row.Text("decision")));
        var decided = At("decision-day", () => TeamListReader.Day(row["decision-day"]));
        var roster = TeamOf(row, decision, decided);
        var isNew = created.Contains(roster) && !NewTeams.Contains(roster);
        bool? seated = row["member"].IsBlank ? null : Seat(row, roster, decision);
        var corrected = !created.Contains(roster) && Decide(roster.Team, decision, decided);
        if (created.Contains(roster))
        {
            NewTeams.Add(roster);
        }

        if (corrected)
        {
            ChangedTeams.Add(roster);
        }

        if (!isNew && !corrected && seated is null or false)
        {
            Unchanged++;
        }
    }

    /// <returns>Whether anything changed.</returns>
    private bool Seat(TeamListRow row, TeamRoster roster, string? decision)
    {
        var entry = EntryOf(row);
        field = "role";
        var role = TeamListReader.Role(row["role"]);
        var hats = At("hats", () => TeamEdits.Hats(row.Text("hats")));
        var from = At("from", () => TeamListReader.Day(row["from"]));
        var to = At("to", () => TeamListReader.Day(row["to"]));
        field = "member";
        var (member, isNew) = PersonOf(entry, roster);
        field = "role";
        var seat = roster.All.Where(m => m.MemberId == member.Id).OrderByDescending(m => m.From == from).ThenByDescending(m => m.From).FirstOrDefault(m => m.From == from || m.To is null || m.To >= today);
        var changed = true;
        if (seat is null)
        {
            roster.Join(new(member.Id, role ?? TeamRole.Member, hats), from ?? roster.Team.DecisionDate ?? today, to, decision);
        }
        else
        {
            changed = Reseat(roster, seat, role ?? seat.Role, hats ?? seat.Hats, from, to, decision);
        }

        if (changed)
        {
            ChangedRosters.Add(roster);
        }

        if (isNew)
        {
            members.Add(member.Id, member);
            NewMembers.Add(member);
        }
        else if (Mend(member, entry) | changed)
        {
            ChangedMembers.Add(member);
            return true;
        }

        return changed;
    }

    private static bool Reseat(TeamRoster roster, Membership seat, TeamRole role, string? hats, DateOnly? from, DateOnly? to, string? decision)
    {
        var moved = role != seat.Role || hats != seat.Hats;
        var ends = to is not null && to != seat.To;
        if (moved && from > seat.From)
        {
            roster.ChangeSeat(seat, role, hats, from.Value, decision);
            return true;
        }

        // A later day for the same place is how offices write the newest decision; it does not cut off the past.
        var first = from < seat.From ? from.Value : seat.From;
        if (!moved && !ends && first == seat.From)
        {
            return false;
        }

        roster.Correct(seat, role, hats, first, to ?? seat.To);
        return true;
    }

    private MemberEntry EntryOf(TeamListRow row)
    {
        var birth = At("birth", () => BirthCell.Read(row["birth"], today.Year) is { Value: null } && !row["birth"].IsBlank
            ? throw new Refusal(Problems.MemberBirthYear, row["birth"].Display) : BirthCell.Read(row["birth"], today.Year).Value);
        var phone = At("phone", () => PhoneCell.Read(row["phone"]).Value ?? (row["phone"].IsBlank ? null : throw new Refusal(Problems.MemberPhone, IdentityGuard.Masked(row["phone"]))));
        var languages = At("languages", () => TeamListReader.Languages(row["languages"]));
        field = "member";
        return book.Clean(new(null, row["member"].Display, birth, phone)) with { Languages = languages };
    }

    private (Member Member, bool IsNew) PersonOf(MemberEntry entry, TeamRoster roster)
    {
        var key = SearchKey.Fold(entry.Name);
        var sitting = roster.All.Select(m => m.MemberId).Distinct().Select(id => members[id]).Where(m => m.NameKey == key).ToList();
        // Within one team a namesake is another person only when the birth years say so.
        var here = sitting.Where(m => m.BirthYear is null || entry.BirthYear is null || m.BirthYear == entry.BirthYear || (m.Phone is not null && m.Phone == entry.Phone)).ToList();
        if (here.Count == 1)
        {
            return (here[0], false);
        }

        var likely = members.Values.Where(m => m.NameKey == key).Select(m => (Member: m, Likeness: MemberBook.Compare(m, entry))).ToList();
        if (likely.Find(l => l.Likeness == Likeness.Same).Member is { } same)
        {
            return (same, false);
        }

        return likely.Exists(l => l.Likeness == Likeness.Doubtful) ? throw new Refusal(Problems.MemberDoubtful, entry.Name) : (MemberBook.Make(newId(), entry), true);
    }

    /// <summary>What the list says replaces what was known; what it leaves blank stays.</summary>
    private static bool Mend(Member member, MemberEntry entry)
    {
        var before = (member.BirthYear, member.Phone, member.Languages);
        member.BirthYear = entry.BirthYear ?? member.BirthYear;
        member.Phone = entry.Phone ?? member.Phone;
        member.Languages = entry.Languages is { } spoken ? MemberBook.Join([.. MemberBook.Languages.Where(spoken.Contains)]) : member.Languages;
        return before != (member.BirthYear, member.Phone, member.Languages);
    }

    private static bool Decide(Team team, string? decision, DateOnly? day)
    {
        var before = (team.DecisionNumber, team.DecisionDate);
        (team.DecisionNumber, team.DecisionDate) = (decision ?? team.DecisionNumber, day ?? team.DecisionDate);
        return before != (team.DecisionNumber, team.DecisionDate);
    }

    private TeamRoster TeamOf(TeamListRow row, string? decision, DateOnly? decided)
    {
        field = "team";
        var name = TeamEdits.Named(row.Text("team"), out var key);
        var level = At("level", () => TeamListReader.Level(row["level"]));
        var area = AreaOf(row, level);
        field = "team";
        var there = teams.Where(t => t.Team.AreaId == area && t.Team.DissolvedOn is null).ToList();
        if (there.Find(t => t.Team.NameKey == key) is { } same)
        {
            return same;
        }

        if (there.Where(t => !created.Contains(t) && (level is null || t.Team.Level == level)).Select(t => t.Team.Id).ToList() is { Count: > 0 } others)
        {
            var question = $"team:{area}:{key}";
            var answer = answers.GetValueOrDefault(question);
            if (Guid.TryParse(answer, out var chosen) && there.Find(t => t.Team.Id == chosen) is { } meant)
            {
                return meant;
            }

            if (answer != NewTeam)
            {
                questions[question] = new(question, row.Text("area") ?? "", name, others);
                throw new Refusal(Problems.TeamUnanswered, name);
            }
        }

        field = "area";
        var fitting = level ?? rules.LevelOf(area, decided ?? today);
        rules.Fits(fitting, area, decided ?? today);
        var team = new Team { Id = newId(), Name = name, NameKey = key, Level = fitting, AreaId = area, DecisionNumber = decision, DecisionDate = decided, TermFrom = decided, Version = 1 };
        var roster = new TeamRoster(team, [], newId);
        teams.Add(roster);
        created.Add(roster);
        return roster;
    }

    private Guid AreaOf(TeamListRow row, TeamLevel? level)
    {
        field = "area";
        var text = row.Text("area") ?? throw new Refusal(Problems.TeamAreaUnknown, Formats.Missing);
        var (sure, candidates) = units.Find(text, row.Text("under"), level);
        if (sure is { } unit)
        {
            return unit;
        }

        var question = $"area:{SearchKey.Fold(text)}:{SearchKey.Fold(row.Text("under"))}:{level}";
        if (Guid.TryParse(answers.GetValueOrDefault(question), out var chosen) && candidates.Contains(chosen))
        {
            return chosen;
        }

        if (candidates.Count > 0)
        {
            questions[question] = new(question, row.Text("under") is { } under ? $"{text}, {under}" : text, null, candidates);
        }

        throw new Refusal(Problems.TeamAreaUnknown, text);
    }

    /// <summary>Reads a cell; a refusal is then known to be about its column.</summary>
    private T At<T>(string column, Func<T> read)
    {
        field = column;
        return read();
    }
}
