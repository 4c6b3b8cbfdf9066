using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Water.Readings;
using TungNgo.Water.Ways;
using TungNgo.Web;

namespace TungNgo.Water.Stations;

/// <summary>What an officer says of a station.</summary>
internal sealed record StationEdit(
    string? Name, string? OtherNames, string? River, double? KmFromMouth, double? Latitude, double? Longitude, string? Operator, Guid AreaId, Measure[] Measures, double Most, double Step,
    int? HighWaterLag, double? StaleHours, bool Active, int Edition);

/// <summary>The one home of changes to stations: themselves, for whom they speak, and the key of an automatic one.</summary>
internal sealed class StationEdits(AppDb db, Writer writer, CurrentUser user, StationScope scope, AreaTree areas)
{
    public async Task<Guid> AddAsync(StationEdit edit, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        user.Require(Permission.ManageWater, edit.AreaId);
        var station = new Station { Id = write.NewId(), Number = (await db.Stations.MaxAsync(s => (int?)s.Number, ct) ?? 0) + 1, Name = "", River = "" };
        db.Stations.Add(station);
        db.StationStates.Add(new StationState { StationId = station.Id, LookedAt = write.Now });
        Apply(station, edit);
        return await CommitAsync(write, station, "water.station-add", null, ct);
    }

    public async Task SaveAsync(Guid id, StationEdit edit, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var station = await scope.OwnAsync(id, ct);
        if (station.Edition != edit.Edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        user.Require(Permission.ManageWater, edit.AreaId);
        var before = Fields(station);
        Apply(station, edit);
        // What its readings are held against is another thing now.
        await RecordReadings.MarkNewAsync(db, station.Id, write.Now.AddDays(-2), ct);
        await CommitAsync(write, station, "water.station-edit", before, ct);
    }

    /// <summary>From a day on the station speaks for a hamlet as well.</summary>
    public async Task SpeakForAsync(Guid id, Guid hamletId, string? intake, DateOnly from, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var station = await scope.OwnAsync(id, ct);
        if (areas.Today.Find(hamletId) is not { Tier: AreaTier.Hamlet } || !areas.Today.IsWithin(hamletId, scope.UnitOf(station)) || from > write.Today.AddYears(1) || from.Year < 1975)
        {
            throw new Refusal(Problems.StationHamlet);
        }

        if (await db.StationHamlets.AnyAsync(h => h.StationId == id && h.HamletId == hamletId && (h.ValidTo == null || h.ValidTo >= from), ct))
        {
            throw new Refusal(Problems.StationHamletTwice);
        }

        var link = db.StationHamlets.Add(new StationHamlet
        {
            Id = write.NewId(), StationId = id, HamletId = hamletId, Intake = FreeText.Line(intake, 80, "water.intake"), ValidFrom = from,
        }).Entity;
        write.Changed(ChangeKind.Station, id, hamletId);
        write.Audit("water.station-hamlet", id, station.AreaId, null, new { link.HamletId, link.Intake, link.ValidFrom });
        await write.CommitAsync(ct);
    }

    /// <summary>Until a day, and no longer; what was said until then stays as it was.</summary>
    public async Task EndHamletAsync(Guid id, Guid linkId, DateOnly last, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var station = await scope.OwnAsync(id, ct);
        var link = await db.StationHamlets.SingleOrDefaultAsync(h => h.Id == linkId && h.StationId == id, ct) ?? throw new Refusal(Problems.NotFound);
        if (last < link.ValidFrom.AddDays(-1) || last > write.Today.AddYears(1))
        {
            throw new Refusal(Problems.StationHamlet);
        }

        var before = new { link.ValidTo };
        link.ValidTo = last;
        write.Changed(ChangeKind.Station, id, link.HamletId);
        write.Audit("water.station-hamlet", id, station.AreaId, before, new { link.HamletId, link.ValidTo });
        await write.CommitAsync(ct);
    }

    /// <returns>A new key, shown once; the one before is worth nothing from now on.</returns>
    public async Task<string> NewKeyAsync(Guid id, CancellationToken ct)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var station = await scope.OwnAsync(id, ct);
        (station.KeyHash, station.Edition) = (PushEndpoints.Hash(key), station.Edition + 1);
        write.Changed(ChangeKind.Station, id);
        write.Audit("water.station-key", id, station.AreaId, null, new { station.Name });
        await write.CommitAsync(ct);
        return key;
    }

    private void Apply(Station station, StationEdit edit)
    {
        station.Name = FreeText.Line(edit.Name, 80, "water.station.name") ?? throw new Refusal(Problems.StationName);
        station.OtherNames = FreeText.Lines(edit.OtherNames, 600, "water.station.others") ?? "";
        station.River = FreeText.Line(edit.River, 80, "water.station.river") ?? throw new Refusal(Problems.StationName);
        station.Operator = FreeText.Line(edit.Operator, 120, "water.station.operator") ?? "";
        double?[] numbers = [edit.KmFromMouth, edit.Latitude, edit.Longitude, edit.Most, edit.Step, edit.StaleHours];
        if (!Array.TrueForAll(numbers, n => n is null || double.IsFinite(n.Value)) || areas.Today.Find(edit.AreaId) is null || edit.KmFromMouth is < 0 or > 500 || edit.Latitude is < 8 or > 24 || edit.Longitude is < 102 or > 112
            || edit.Latitude is null != edit.Longitude is null || edit.Most is not (> 0 and <= 45) || edit.Step is not (> 0 and <= 45) || edit.HighWaterLag is < 0 or > 745
            || edit.StaleHours is < 1 or > 720 || edit.Measures.Length == 0 || !Array.TrueForAll(edit.Measures, Enum.IsDefined))
        {
            throw new Refusal(Problems.StationNumbers);
        }

        (station.KmFromMouth, station.Latitude, station.Longitude, station.AreaId) = (edit.KmFromMouth, edit.Latitude, edit.Longitude, edit.AreaId);
        (station.Most, station.Step, station.HighWaterLag, station.StaleHours, station.Active) = (edit.Most, edit.Step, edit.HighWaterLag, edit.StaleHours, edit.Active);
        station.Measures = string.Join(',', edit.Measures.Distinct().Order().Select(m => (int)m));
        station.NameKeys = StationNames.KeysOf(station);
        station.Edition++;
    }

    private static async Task<Guid> CommitAsync(Write write, Station station, string action, object? before, CancellationToken ct)
    {
        write.Changed(ChangeKind.Station, station.Id);
        write.Audit(action, station.Id, station.AreaId, before, Fields(station));
        await write.CommitAsync(ct);
        return station.Id;
    }

    private static object Fields(Station s) => new
    {
        s.Name, s.OtherNames, s.River, s.KmFromMouth, s.Latitude, s.Longitude, s.Operator, s.AreaId, s.Measures, s.Most, s.Step, s.HighWaterLag, s.StaleHours, s.Active,
    };
}
