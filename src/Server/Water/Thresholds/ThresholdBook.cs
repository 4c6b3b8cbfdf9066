using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Water.Events;
using TungNgo.Water.Readings;

namespace TungNgo.Water.Thresholds;

/// <summary>All signed limits of salt, as they held on each day.</summary>
internal sealed class ThresholdBook(IReadOnlyList<Threshold> signed)
{
    public static async Task<ThresholdBook> ReadAsync(AppDb db, CancellationToken ct) =>
        new(await db.Thresholds.AsNoTracking().Where(t => t.State == ThresholdState.Signed && t.Measure == Measure.Salinity).ToListAsync(ct));

    /// <summary>Days on which other limits begin to hold, within a time; the first is its begin.</summary>
    public IEnumerable<DateOnly> ChangesBetween(DateOnly from, DateOnly to) =>
        signed.SelectMany(t => t.ValidTo is { } end ? new[] { t.ValidFrom, end.AddDays(1) } : [t.ValidFrom]).Where(d => d > from && d <= to).Append(from).Distinct().Order();

    /// <param name="crops">What grows in the hamlets that a station speaks for; a limit for another crop warns nobody there.</param>
    public IEnumerable<Band> BandsOn(DateOnly day, Side side, IReadOnlySet<string> crops) => On(day, side, crops).Select(t => new Band(t.Limit, t.Level));

    /// <summary>Limits that the water has passed, of those that concern somebody there.</summary>
    public IReadOnlyList<Threshold> PassedOn(DateOnly day, Side side, double limit, IReadOnlySet<string> crops) =>
        [.. On(day, side, crops).Where(t => side == Side.Above ? t.Limit <= limit : t.Limit >= limit)];

    /// <summary>Exactly the crops and stages of some limits; every household when one of them concerns every household.</summary>
    public static Growing[]? AudienceOf(IReadOnlyList<Threshold> passed, DateOnly day)
    {
        if (passed.Any(t => t.Crop is null))
        {
            return null;
        }

        var whole = passed.Where(t => t.Stage is null).Select(t => t.Crop!).Distinct().ToList();
        var stages = passed.Where(t => t.Stage is not null && !whole.Contains(t.Crop!)).Select(t => CropStages.Find(t.Crop!, t.Stage!)).OfType<CropStage>().Distinct();
        return [.. whole.Select(c => new Growing(c)), .. stages.Select(s => new Growing(s.Crop, [s.From, s.To], CropStages.MayBe(s, day)))];
    }

    private IEnumerable<Threshold> On(DateOnly day, Side side, IReadOnlySet<string> crops) =>
        signed.Where(t => t.Side == side && t.IsValidOn(day) && (t.Crop is null || crops.Contains(t.Crop)));
}
