using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Badges;

/// <summary>A card as it is printed. Its code is known to nobody after this page.</summary>
internal sealed record PrintedCard(Member Member, Team Team, string Code, byte[]? Photo);

/// <summary>Cards on paper: made by the office, called back by the office or the team's leader.</summary>
internal sealed class MakeCards(AppDb db, Writer writer, CurrentUser user, TeamRegister register, TimeProvider clock)
{
    private const int CodeBytes = 16, CodeLetters = 22;

    public static bool IsCode(string text) => text.Length == CodeLetters && Base64Url.IsValid(text);

    /// <summary>New cards; the ones that these members had of the same team end.</summary>
    public async Task<IReadOnlyList<PrintedCard>> PrintAsync(Guid teamId, IReadOnlyCollection<Guid> memberIds, CancellationToken ct)
    {
        var file = register.Find(teamId) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageTeams, file.Team.AreaId);
        var sitting = file.On(clock.Today()).Where(s => memberIds.Contains(s.Person.Id)).ToList();
        if (sitting.Count == 0 || sitting.Count < memberIds.Distinct().Count())
        {
            throw new Refusal(Problems.BadgeNobody);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var ids = sitting.ConvertAll(s => s.Person.Id);
        var photos = await db.BadgePhotos.AsNoTracking().Where(p => ids.Contains(p.MemberId)).ToDictionaryAsync(p => p.MemberId, p => p.Content, ct);
        End(write, await db.BadgeCards.Where(c => c.TeamId == teamId && ids.Contains(c.MemberId) && c.EndedAt == null).ToListAsync(ct));
        var printed = new List<PrintedCard>();
        foreach (var (_, person) in sitting)
        {
            var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes));
            var card = new BadgeCard { Id = write.NewId(), CodeHash = PhoneBook.Hash(code), TeamId = teamId, MemberId = person.Id, MadeAt = write.Now, MadeBy = user.Name };
            db.BadgeCards.Add(card);
            write.Changed(ChangeKind.Badge, card.Id);
            write.Audit("badge.card", card.Id, file.Team.AreaId, null, new { member = person.Name });
            printed.Add(new(person, file.Team, code, photos.GetValueOrDefault(person.Id)));
        }

        await write.CommitAsync(ct);
        return printed;
    }

    /// <summary>Ends all cards of a member in the teams that the caller looks after.</summary>
    public async Task CallBackAsync(Guid memberId, CancellationToken ct)
    {
        var teams = register.OfMember(memberId).Where(f => MayCallBack(f.Team)).ToList();
        if (teams is not [var first, ..])
        {
            throw new Refusal(Problems.NotFound);
        }

        var ids = teams.ConvertAll(f => f.Team.Id);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        End(write, await db.BadgeCards.Where(c => c.MemberId == memberId && ids.Contains(c.TeamId) && c.EndedAt == null).ToListAsync(ct));
        write.Audit("badge.card-end", memberId, first.Team.AreaId, new { member = first.Sittings.First(s => s.Person.Id == memberId).Person.Name }, null);
        await write.CommitAsync(ct);
    }

    private bool MayCallBack(Team team) =>
        user.Phone is Phone phone ? phone.Members.Any(m => m.LeaderOf.Contains(team.Id)) : user.Can(Permission.ManageDevices, team.AreaId);

    private void End(Write write, List<BadgeCard> cards)
    {
        foreach (var card in cards)
        {
            (card.EndedAt, card.EndedBy) = (write.Now, user.Name);
            write.Changed(ChangeKind.Badge, card.Id);
        }
    }
}
