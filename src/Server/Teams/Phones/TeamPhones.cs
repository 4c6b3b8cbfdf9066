using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Teams.Members;

namespace TungNgo.Teams.Phones;

/// <summary>A phone of a team's members.</summary>
internal sealed record TeamPhone(Guid Id, string Name, IReadOnlyList<string> Members, DateTime EnrolledAt, DateTime? LastSeenAt, DateTime? RevokedAt);

/// <summary>Phones of those who sit in a team today.</summary>
internal sealed class TeamPhones(AppDb db, TimeProvider clock)
{
    /// <summary>Members who sit in a team today and have a phone that works.</summary>
    public async Task<HashSet<Guid>> MembersOfAsync(TeamFile file, CancellationToken ct)
    {
        var ids = file.On(clock.Today()).Select(s => s.Person.Id).ToList();
        return [.. await (from onPhone in db.DeviceMembers.Where(m => ids.Contains(m.MemberId)) join device in db.Devices on onPhone.DeviceId equals device.Id where device.RevokedAt == null select onPhone.MemberId)
            .Distinct().ToListAsync(ct)];
    }

    public async Task<List<TeamPhone>> OfAsync(TeamFile file, CancellationToken ct)
    {
        var sitting = file.On(clock.Today()).ToDictionary(s => s.Person.Id, s => s.Person.Name);
        var ids = sitting.Keys.ToList();
        var rows = await (from onPhone in db.DeviceMembers.Where(m => ids.Contains(m.MemberId)) join device in db.Devices on onPhone.DeviceId equals device.Id select new { device, onPhone.MemberId })
            .AsNoTracking().ToListAsync(ct);
        return [.. rows.GroupBy(r => r.device.Id).Select(g => new TeamPhone(
            g.Key, g.First().device.Name, [.. g.Select(r => sitting[r.MemberId]).Order(PersonNames.Order)], g.First().device.EnrolledAt, g.First().device.LastSeenAt, g.First().device.RevokedAt))
            .OrderBy(p => p.RevokedAt is not null).ThenByDescending(p => p.EnrolledAt)];
    }
}
