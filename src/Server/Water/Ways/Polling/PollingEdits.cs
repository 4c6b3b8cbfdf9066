using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways.Http;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Web;

namespace TungNgo.Water.Ways.Polling;

/// <summary>What an officer says of a source.</summary>
/// <param name="Edition">That was on the screen; 0 where there was none.</param>
internal sealed record PollingForm(string? Url, PollMapping Mapping, int Minutes, int Edition);

/// <summary>What a look would bring, without keeping it.</summary>
internal sealed record PollingPreview(PollProblem? Problem, int? Status, PolledTable? Table);

/// <summary>Where officers set up, try and turn off the source of a station of their unit.</summary>
internal sealed class PollingEdits(AppDb db, Writer writer, CurrentUser user, AreaTree areas, PollFetch fetch, ServerOptions options, TimeProvider clock)
{
    public const int LeastMinutes = 5, MostMinutes = 1440;
    private const int LongestUrl = 500, LongestColumn = 60;

    public async Task<Station> RequireAsync(Guid stationId, CancellationToken ct)
    {
        var station = await db.Stations.AsNoTracking().SingleOrDefaultAsync(s => s.Id == stationId, ct) ?? throw new Refusal(Problems.NotFound);
        // A unit that has been merged is followed by another.
        user.Require(Permission.ManageWater, areas.HeirOn(station.AreaId, areas.Today.Day) ?? station.AreaId);
        return station;
    }

    /// <returns>Null where none was ever set up.</returns>
    public Task<PolledSource?> FindAsync(Guid stationId, CancellationToken ct) => db.PolledSources.SingleOrDefaultAsync(s => s.StationId == stationId, ct);

    public async Task SaveAsync(Guid stationId, PollingForm form, CancellationToken ct)
    {
        var checkedForm = Check(form);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var station = await RequireAsync(stationId, ct);
        var source = await FindAsync(stationId, ct);
        if ((source?.Edition ?? 0) != form.Edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        var before = source is null ? null : Facts(source);
        source ??= db.PolledSources.Add(new PolledSource { Id = write.NewId(), StationId = stationId, Url = "", Mapping = form.Mapping }).Entity;
        (source.Url, source.Mapping, source.Minutes, source.Active) = (checkedForm.Url!, checkedForm.Mapping, checkedForm.Minutes, true);
        // Another address, or other columns: what was known of the old copy says nothing any more.
        (source.DueAt, source.ETag, source.LastModified, source.Failures, source.Problem, source.Status) = (write.Now, null, null, 0, null, null);
        source.Edition++;
        write.Changed(ChangeKind.Station, stationId);
        write.Audit("water.polling", stationId, station.AreaId, before, Facts(source));
        await write.CommitAsync(ct);
    }

    public async Task StopAsync(Guid stationId, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var station = await RequireAsync(stationId, ct);
        var source = await FindAsync(stationId, ct) ?? throw new Refusal(Problems.NotFound);
        source.Active = false;
        source.Edition++;
        write.Changed(ChangeKind.Station, stationId);
        write.Audit("water.pollingStop", stationId, station.AreaId, new { Active = true }, new { source.Active });
        await write.CommitAsync(ct);
    }

    /// <summary>Looks once, as the form says, and keeps nothing.</summary>
    public async Task<PollingPreview> PreviewAsync(Guid stationId, PollingForm form, CancellationToken ct)
    {
        await RequireAsync(stationId, ct);
        var (url, mapping, _, _) = Check(form);
        var fetched = await fetch.GetAsync(url!, null, null, ct);
        if (fetched.Text is not { } text)
        {
            return new(fetched.Problem, fetched.Status, null);
        }

        var table = PolledTable.Read(text, mapping, clock.GetUtcNow().UtcDateTime);
        return new(table.Problem, null, table);
    }

    private PollingForm Check(PollingForm form)
    {
        var url = form.Url?.Trim() ?? "";
        if (url.Length > LongestUrl || !Uri.TryCreate(url, UriKind.Absolute, out var address) || !MayBeCalled(address))
        {
            throw new Refusal(Problems.PollingAddress);
        }

        var mapping = form.Mapping;
        mapping = mapping with
        {
            Rows = Column(mapping.Rows), TimeColumn = Column(mapping.TimeColumn), ValueColumn = Column(mapping.ValueColumn),
            MeasureColumn = Column(mapping.MeasureColumn), UnitColumn = Column(mapping.UnitColumn),
        };
        if (!Enum.IsDefined(mapping.Format) || mapping.TimeColumn.Length == 0 || mapping.ValueColumn.Length == 0
            || mapping.Separator is not ("," or ";" or "\t" or "|"))
        {
            throw new Refusal(Problems.PollingColumns);
        }

        if (!Enum.IsDefined(mapping.Measure) || Units.ToKept(mapping.Measure, 1, mapping.Unit) is null)
        {
            throw new Refusal(Problems.PollingUnit);
        }

        return form.Minutes is < LeastMinutes or > MostMinutes
            ? throw new Refusal(Problems.PollingMinutes, LeastMinutes, MostMinutes)
            : form with { Url = address.AbsoluteUri, Mapping = mapping };
    }

    /// <summary>As far as the address itself tells; into which network its name leads is looked at with every connection.</summary>
    private bool MayBeCalled(Uri address) =>
        options.Simulators.Contains(address.Authority) ? address.Scheme is "http" or "https"
        : address.Scheme == "https" && address.UserInfo.Length == 0 && (!IPAddress.TryParse(address.DnsSafeHost, out var ip) || PublicAddress.Is(ip));

    private static string Column(string? text) => FreeText.Line(text, LongestColumn, "polling.columns") ?? "";

    /// <summary>Without the query: it may hold a key.</summary>
    private static object Facts(PolledSource source) =>
        new { Address = new Uri(source.Url).GetLeftPart(UriPartial.Path), source.Mapping, source.Minutes, source.Active };
}
