using TungNgo.Areas;
using TungNgo.Teams;

namespace TungNgo.Training;

/// <summary>A member in a team on the day of a class.</summary>
internal sealed record Attendee(Member Person, Team Team, TeamRole Role);

/// <summary>Who could come to a class: members of the teams of its unit on its day.</summary>
internal sealed class ClassPeople(TeamRegister register, AreaTree areas)
{
    /// <summary>Each once, by the first of their teams.</summary>
    public IReadOnlyList<Attendee> Of(Guid areaId, DateOnly day) =>
        [.. register.All.Where(f => Holds(areaId, f.Team, day) && (f.Team.DissolvedOn is null || f.Team.DissolvedOn > day))
            .OrderBy(f => f.Team.Level).ThenBy(f => f.Team.Name, AreaNames.Order)
            .SelectMany(f => f.On(day).Select(s => new Attendee(s.Person, f.Team, s.Seat.Role))).DistinctBy(a => a.Person.Id)];

    /// <summary>The same people in no order, for whoever counts them.</summary>
    public IEnumerable<Attendee> In(Guid areaId, DateOnly day) => register.All
        .Where(f => (f.Team.DissolvedOn is null || f.Team.DissolvedOn > day) && Holds(areaId, f.Team, day))
        .SelectMany(f => f.On(day).Select(s => new Attendee(s.Person, f.Team, s.Seat.Role))).DistinctBy(a => a.Person.Id);

    /// <summary>Whether a team is one of a unit's on a day: one that was not formed anew yet belongs to the unit that its own has become.</summary>
    public bool Holds(Guid areaId, Team team, DateOnly day) => areas.HeirOn(team.AreaId, day) is { } lives && areas.On(day).IsWithin(lives, areaId);

    /// <summary>A member and the team that a seat names, whenever they sat there.</summary>
    public Attendee? Find(Guid memberId, Guid teamId, DateOnly day) => register.Find(teamId) is { } file
        && (file.On(day).FirstOrDefault(s => s.Person.Id == memberId) ?? file.Sittings.FirstOrDefault(s => s.Person.Id == memberId)) is { } sitting
            ? new(sitting.Person, file.Team, sitting.Seat.Role) : null;
}
