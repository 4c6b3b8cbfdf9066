using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Teams;
using TungNgo.Teams.Phones;

namespace TungNgo.Badges;

/// <summary>What a code is worth now.</summary>
/// <param name="Member">Whose it is; known also of one that has ended, for those who settle it, and never shown at the door then.</param>
/// <param name="Teams">In which they sit today; none unless it is good.</param>
internal sealed record BadgeFinding(BadgeState State, bool IsCard, Member? Member, IReadOnlyList<BadgeTeam> Teams)
{
    public static readonly BadgeFinding Unknown = new(BadgeState.Unknown, false, null, []);

    /// <summary>The team that goes to this hamlet's doors today.</summary>
    public BadgeTeam? For(Guid hamletId) => Teams.FirstOrDefault(t => t.Hamlets.Contains(hamletId));
}

/// <param name="Hamlets">Whose doors it goes to today.</param>
internal sealed record BadgeTeam(Team Team, IReadOnlyList<Guid> Hamlets);

/// <summary>
/// Says whether a code is of a member of a team today. It writes nothing, not even that somebody asked: who was checked, by whom and where is nobody's
/// business.
/// </summary>
internal sealed class CheckBadge(AppDb db, TeamRegister register, Territory territory, TimeProvider clock)
{
    /// <summary>How old a code may be. The phone shows a new one each minute; a slow hand and a slow line take the rest.</summary>
    public const int FreshMinutes = 5;

    /// <summary>How far a phone's time may run ahead. The phone has put its clock right by the server's last answer, so this is for drift since then.</summary>
    public const int AheadMinutes = 3;

    public async Task<BadgeFinding> CheckAsync(string code, CancellationToken ct) =>
        BadgeCode.Read(code) is { } signed ? await OfPhoneAsync(signed, ct) : MakeCards.IsCode(code) ? await OfCardAsync(code, ct) : BadgeFinding.Unknown;

    private async Task<BadgeFinding> OfPhoneAsync(BadgeCode code, CancellationToken ct)
    {
        var known = await (from key in db.BadgeKeys join device in db.Devices on key.DeviceId equals device.Id where key.KeyId == code.KeyId select new { key, device.RevokedAt })
            .AsNoTracking().SingleOrDefaultAsync(ct);
        if (known is null || !code.IsSignedBy(known.key.PublicKey))
        {
            return BadgeFinding.Unknown;
        }

        var member = MemberOf(known.key.MemberId);
        var teams = register.OfMember(known.key.MemberId).Where(f => IsIn(f, known.key.MemberId, clock.Today())).Select(Team).ToList();
        var age = BadgeCode.MinuteOf(clock.GetUtcNow().UtcDateTime) - code.Minute;
        var state = known.RevokedAt is not null || teams.Count == 0 ? BadgeState.Ended
            : age > FreshMinutes ? BadgeState.Old
            : age < -AheadMinutes ? BadgeState.Ahead
            : BadgeState.Good;
        return new(state, false, member, state == BadgeState.Good ? teams : []);
    }

    private async Task<BadgeFinding> OfCardAsync(string code, CancellationToken ct)
    {
        var hash = PhoneBook.Hash(code);
        if (await db.BadgeCards.AsNoTracking().SingleOrDefaultAsync(c => c.CodeHash == hash, ct) is not { } card)
        {
            return BadgeFinding.Unknown;
        }

        var good = card.EndedAt is null && register.Find(card.TeamId) is { } file && HasStayed(file, card.MemberId, LegalDay.Of(card.MadeAt));
        return new(good ? BadgeState.Good : BadgeState.Ended, true, MemberOf(card.MemberId), good ? [Team(register.Find(card.TeamId)!)] : []);
    }

    private BadgeTeam Team(TeamFile file) => new(file.Team, territory.HamletsOf(file.Team));

    private Member? MemberOf(Guid id) => register.OfMember(id).SelectMany(f => f.Sittings).FirstOrDefault(s => s.Person.Id == id)?.Person;

    /// <summary>
    /// Whether somebody speaks for a team today. Leaving is told with its last day; what is told today must hold at once, so that day no longer counts.
    /// </summary>
    private static bool IsIn(TeamFile file, Guid memberId, DateOnly today) => (file.Team.DissolvedOn is null || file.Team.DissolvedOn > today)
        && file.On(today).Any(s => s.Person.Id == memberId && (s.Seat.To is null || s.Seat.To > today));

    /// <summary>A card of before does not come to life again when its owner comes back: nobody knows where it was meanwhile.</summary>
    private bool HasStayed(TeamFile file, Guid memberId, DateOnly since)
    {
        var today = clock.Today();
        for (var day = since; day < today;)
        {
            if (file.On(day).FirstOrDefault(s => s.Person.Id == memberId) is not { } sitting)
            {
                return false;
            }

            day = sitting.Seat.To is { } end && end < today ? end.AddDays(1) : today;
        }

        return IsIn(file, memberId, today);
    }
}
