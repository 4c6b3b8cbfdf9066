using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Accounts.Traces;
using TungNgo.Areas;
using TungNgo.Campaigns.Guests;
using TungNgo.Campaigns.Targets;
using TungNgo.Lists;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Campaigns;

/// <param name="State">draft, approved, closed, calledOff.</param>
internal sealed record CampaignRow(Guid Id, string Name, Guid AreaId, DateOnly From, DateOnly To, CampaignState State);

/// <summary>A campaign's figures in the caller's units.</summary>
/// <param name="Frozen">Whether it is closed, so that its figures do not change any more.</param>
/// <param name="Guests">Who has come along so far, by unit and body; null when nobody counted.</param>
/// <param name="Ideas">What is shared with all who take part, the newest first.</param>
internal sealed record CampaignRoom(
    CampaignRow Campaign, DateOnly Until, long Change, bool Frozen, IReadOnlyList<CampaignMeaning> Meanings, IReadOnlyList<CampaignLine> Whole, IReadOnlyList<CampaignRoomUnit> Units,
    IReadOnlyList<CampaignGuests>? Guests, IReadOnlyList<CampaignRoomIdea> Ideas);

/// <param name="Text">By language.</param>
internal sealed record CampaignRoomIdea(Guid AreaId, Guid? TeamId, Dictionary<string, string> Text, DateTime SharedAt);

/// <param name="Share">Of what was missing on the eve of the first day, how much is done: 0–1; null where too little was missing to compare.</param>
internal sealed record CampaignRoomUnit(Guid AreaId, string? Code, string Name, double? Share, int? Place, IReadOnlyList<CampaignLine> Lines);

internal static class CampaignEndpoints
{
    public static void MapCampaigns(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/campaigns/{id:guid}/sheet", SheetAsync).WithMetadata(new NeedsAttribute(Permission.ViewFigures)).ExcludeFromDescription();
        routes.MapGet("/campaigns/{id:guid}/targets/sheet", TargetsAsync).WithMetadata(new NeedsAttribute(Permission.ManageCampaigns)).ExcludeFromDescription();
        var api = routes.MapGroup("/api/campaigns").WithTags("campaigns").WithMetadata(new NeedsAttribute(Permission.ViewFigures));
        api.MapGet("/", Campaigns).WithSummary("Campaigns in which the caller's units take part, the newest first.");
        api.MapGet("/{id:guid}/room", Enter).WithSummary("A campaign day by day: what was missing, what is done, what was set out to do, in the caller's units.");
    }

    private static IEnumerable<CampaignRow> Campaigns(CampaignDesk desk, ReadTrace trace)
    {
        var found = desk.List();
        trace.Count = found.Count;
        return found.Select(f => Row(f.Campaign));
    }

    private static CampaignRoom Enter(Guid id, CampaignDesk desk, ReadTrace trace)
    {
        var room = desk.Enter(id);
        trace.Count = room.Units.Count;
        return new(Row(room.File.Campaign), room.Body.Until, room.Body.Change, room.IsFrozen, room.Body.Meanings, room.Whole,
            [.. room.Units.Select(u => new CampaignRoomUnit(u.Unit.AreaId, u.Unit.Code, u.Unit.Name, u.Share, u.Place, u.Unit.Lines))],
            room.Guests, [.. room.Ideas.Select(i => new CampaignRoomIdea(i.AreaId, i.TeamId, i.Text, i.SharedAt!.Value))]);
    }

    private static async Task<FileStreamHttpResult> SheetAsync(Guid id, string? format, CampaignDesk desk, HttpContext http, CancellationToken ct)
    {
        var (t, room) = (http.Texts(), desk.Enter(id));
        return await SheetDownload.OfAsync(format, "chien-dich", CampaignWords.Columns(room.Body, t), CampaignWords.Rows(room, t), ct, paper: Paper(room.File.Campaign, room.File.Campaign.Name, http));
    }

    /// <param name="by">day: a row for each unit and service, with its days; else a row for each unit, with the whole.</param>
    private static async Task<FileStreamHttpResult> TargetsAsync(
        Guid id, string? format, string? by, CampaignDesk desk, CampaignFigures figures, ServiceCatalogue catalogue, AreaTree areas, HttpContext http, CancellationToken ct)
    {
        var (t, file) = (http.Texts(), desk.Find(id));
        if (!desk.MayEdit(file.Campaign))
        {
            throw new Refusal(Problems.NotFound);
        }

        var (lines, byDay) = (TargetSheet.Lines(file.Campaign, catalogue), by == "day");
        var rows = TargetSheet.Rows(file, figures.UnitsOf(file.Campaign), areas.On(file.Campaign.From), lines, byDay, t);
        return await SheetDownload.OfAsync(format, byDay ? "chi-tieu-tung-ngay" : "chi-tieu", TargetSheet.Columns(file, lines, byDay, t), rows, ct, TargetSheet.Notes(file, t),
            Paper(file.Campaign, t["campaigns.targets.of", file.Campaign.Name], http));
    }

    private static SheetPaper Paper(Campaign campaign, string title, HttpContext http) =>
        http.Paper(title, campaign.AreaId, OfficePapers.Days(campaign.From, campaign.To, http.Texts()));

    private static CampaignRow Row(Campaign c) => new(c.Id, c.Name, c.AreaId, c.From, c.To, c.State);
}
