using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams;

namespace TungNgo.Tests.Training;

internal static class ClassTeams
{
    /// <summary>A team of a unit with one member.</summary>
    /// <returns>The member.</returns>
    public static async Task<Guid> SettleTeamAsync(this TestServer server, Guid areaId, string name)
    {
        var (team, member) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await server.WriteAsync((db, write) =>
        {
            db.Teams.Add(new Team { Id = team, Name = "Tổ của " + name, NameKey = SearchKey.Fold("Tổ của " + name), Level = TeamLevel.Commune, AreaId = areaId });
            db.Members.Add(new Member { Id = member, Name = name, NameKey = SearchKey.Fold(name) });
            db.Memberships.Add(new Membership { Id = write.NewId(), TeamId = team, MemberId = member, Role = TeamRole.Member, From = new DateOnly(2024, 1, 1) });
            write.Changed(ChangeKind.Team, team);
        });
        return member;
    }
}
