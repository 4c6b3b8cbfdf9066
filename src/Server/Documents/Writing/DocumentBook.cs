using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Documents.Templates;
using TungNgo.Feed;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Documents.Writing;

/// <summary>Writes documents, and finds those that the caller may read. A document is never changed: one that is wrong is written again.</summary>
internal sealed class DocumentBook(AppDb db, Writer writer, CurrentUser user, DocumentMaker maker, TemplateBook templates, TeamView teams, TeamData source,
    AreaTree areas, TimeProvider clock)
{
    public async Task<OfficialDocument> FindAsync(Guid id, CancellationToken ct) =>
        await db.OfficialDocuments.AsNoTracking()
            .SingleOrDefaultAsync(d => d.Id == id, ct) is { } document && MayRead(document) ? document : throw new Refusal(Problems.NotFound);

    /// <summary>The unit whose document it would be, in which the caller may write.</summary>
    public Guid AreaOf(DocumentKind kind, Guid? teamId, Guid? areaId, DateOnly? day)
    {
        if (kind.OfTeam)
        {
            var team = teams.Require(teamId ?? throw new Refusal(Problems.DocumentTeam), Permission.ManageTeams).Team;
            var issuer = source.IssuerOf(team, day ?? clock.Today());
            user.Require(Permission.ManageTeams, issuer);
            return issuer;
        }

        user.Require(Permission.ManageTeams, areaId ?? Guid.Empty);
        return areaId!.Value;
    }

    /// <summary>What the register gives for it.</summary>
    public DocumentData SourceOf(DocumentKind kind, Guid? teamId, Guid areaId, DateOnly day, bool phones)
    {
        if (kind.OfTeam)
        {
            return source.Of(teams.Require(teamId!.Value, Permission.ManageTeams), day, phones);
        }

        var unit = source.Of(areaId, day);
        return kind.Code != DocumentKind.Report ? unit
            : unit.Joined(TeamData.Figures(unit, teams.Mine(areaId).Where(f => f.Team.DissolvedOn is null).SelectMany(f => f.OpenGroups(day))));
    }

    public async Task<Guid> WriteAsync(DocumentInput input, CancellationToken ct)
    {
        var area = AreaOf(input.Kind, input.TeamId, input.AreaId, Formats.DayOf(input.Typed(DocumentInput.Day)));
        if (input.Read(area) is not { } read)
        {
            throw input.Problems[0].Refusal;
        }

        var template = await templates.InForceAsync(input.Kind, ct);
        var data = SourceOf(input.Kind, input.TeamId, area, read.Heading.Day, template.HoldsPhones).Joined(read.Data);
        return await KeepAsync(input.Kind, data, read.Heading, input.Kind.OfTeam ? input.TeamId : null, ct);
    }

    /// <summary>Keeps a document of data that somebody else has brought together, such as a report with its figures.</summary>
    public async Task<Guid> KeepAsync(DocumentKind kind, DocumentData data, DocumentHeading heading, Guid? teamId, CancellationToken ct)
    {
        user.Require(Permission.ManageTeams, heading.AreaId);
        var made = await maker.MakeAsync(kind, data, heading, ct);
        var number = heading.Number is null ? null : made.Data.Fields["so_ky_hieu"];
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var document = new OfficialDocument
        {
            Id = write.NewId(), Kind = kind.Code, AreaId = heading.AreaId, TeamId = teamId, Number = number, Day = heading.Day, Subject = heading.Subject,
            SearchText = SearchKey.Fold($"{number} {heading.Subject} {heading.Signer}"), Issuer = heading.Issuer, Form = heading.Form,
            SignerTitle = heading.SignerTitle, Signer = heading.Signer,
            Recipients = heading.Recipients, Data = made.Data.ToJson(), TemplateId = made.Template.Id, HoldsPhones = made.Template.HoldsPhones,
            AuthorId = user.UserId, Author = user.Name, CreatedAt = write.Now,
        };
        db.OfficialDocuments.Add(document);
        write.Changed(ChangeKind.Document, document.Id);
        write.Audit("document.write", document.Id, document.AreaId, null,
            new { document.Kind, document.TeamId, document.Number, document.Day, document.Subject, template = made.Template.Number });
        await write.CommitAsync(ct);
        return document.Id;
    }

    /// <summary>Documents of units in which the caller may see teams, the newest first.</summary>
    /// <param name="anchor">By which pages are turned.</param>
    /// <param name="words">Of the subject, the number or who signed; accents do not matter.</param>
    public async Task<(List<OfficialDocument> Rows, int Total)> ListAsync(Guid? areaId, string? kind, Guid? teamId, string? words, PageAnchor anchor, int skip, int take,
        CancellationToken ct)
    {
        // Few units write documents, so they are judged here, where the tree is.
        var units = (await db.OfficialDocuments.Select(d => d.AreaId).Distinct().ToListAsync(ct)).Where(a => user.Can(Permission.ViewTeams, a)).ToList();
        if (areaId is { } within)
        {
            // Papers of units that are no more are those of whoever followed them, and are narrowed no further.
            units = [.. units.Where(a => a == within || areas.Today.Find(a) is null || areas.Today.IsWithin(a, within))];
        }

        var found = anchor.Narrow(db.OfficialDocuments.AsNoTracking().Where(d => units.Contains(d.AreaId)), d => d.CreatedAt);
        found = string.IsNullOrEmpty(kind) ? found : found.Where(d => d.Kind == kind);
        found = teamId is null ? found : found.Where(d => d.TeamId == teamId);
        foreach (var word in SearchKey.Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            found = found.Where(d => d.SearchText.Contains(word));
        }

        return (await found.OrderByDescending(d => d.Day).ThenByDescending(d => d.Id).Skip(skip).Take(take).ToListAsync(ct), await found.CountAsync(ct));
    }

    /// <summary>Where members' numbers stand, only who looks after the team may look.</summary>
    public bool MayRead(OfficialDocument document) => user.Can(document.HoldsPhones ? Permission.ManageTeams : Permission.ViewTeams, document.AreaId);
}
