using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;

namespace TungNgo.Demo;

/// <summary>
/// What offices told: sixty months of households reached through Zalo groups, hamlet by hamlet, as the books of before the system had them; the published
/// figures of September 2024; and shares that the statistics office publishes. No chance is used, so that nothing else of the demo depends on it.
/// </summary>
internal sealed class DemoReports(AppDb db)
{
    private const int Months = 60;
    private const string Reached = "HO_NHAN_TIN", Source = "Sổ theo dõi của ấp, khóm";

    /// <param name="doors">Households of each hamlet.</param>
    public async Task AddAsync(IReadOnlyList<DemoCommune> communes, IReadOnlyDictionary<Guid, int> doors, Guid province, Write write, CancellationToken ct)
    {
        var kinds = await db.PeriodKinds.AsNoTracking().ToListAsync(ct);
        var last = kinds.Single(k => k.Code == "MA").LastBefore(KnownFigures.Day).Before;
        var values = last.Last(Months).SelectMany((period, month) => communes.SelectMany(c => c.Hamlets).Select((hamlet, i) => (period, month, hamlet, i)))
            // Now and then a hamlet sent nothing: that is missing, and no nought.
            .Where(x => (x.month * 31 + x.i * 17) % 37 != 0)
            .Select(x => ValueOf(write, x.hamlet.Id, x.period, (int)(doors.GetValueOrDefault(x.hamlet.Id) * ShareOf(x.month, x.i)), Source)).ToList();
        values.AddRange(Published(communes, doors, kinds.Single(k => k.Code == "M").At(KnownFigures.Day)!, write));
        var year = kinds.Single(k => k.Code == "Y").Of(KnownFigures.Day.Year - 1, 1);
        var khanh = communes.Single(c => c.Code == KnownFigures.TruongKhanh).Unit.AreaId;
        values.Add(ValueOf(write, khanh, year, (decimal)KnownFigures.TruongKhanhKhmerShare, "UBND xã Trường Khánh", "TY_LE_KHMER"));
        values.Add(ValueOf(write, province, year, (decimal)KnownFigures.MinorityShare, "Ban Dân tộc tỉnh", "TY_LE_DTTS"));
        await db.InsertAsync(values, ct);
        write.Changed(ChangeKind.Report, Guid.Empty);
    }

    /// <summary>Long Phú's communes share the published number by their households, to the last one.</summary>
    private static IEnumerable<EnteredValue> Published(IReadOnlyList<DemoCommune> communes, IReadOnlyDictionary<Guid, int> doors, Period month, Write write)
    {
        var district = communes.Where(c => c.InLongPhu).Select(c => (Unit: c.Unit.AreaId, Doors: c.Hamlets.Sum(h => doors.GetValueOrDefault(h.Id)))).ToList();
        var shares = Shares.Split(KnownFigures.LongPhuHouseholdsToldByZalo, [.. district.Select(d => (double)d.Doors)]);
        return district.Select((d, i) => ValueOf(write, d.Unit, month, shares[i], "UBND cấp xã"));
    }

    /// <summary>From a third of the households to nearly all of them, each hamlet at its own pace.</summary>
    private static double ShareOf(int month, int hamlet) => Math.Min(0.99, 0.3 + (month * 0.0105) + (hamlet % 11 * 0.006));

    private static EnteredValue ValueOf(Write write, Guid area, Period period, decimal value, string source, string indicator = Reached) => new()
    {
        Id = write.NewId(), Indicator = indicator, AreaId = area, Period = period.Code, To = period.To, Value = value, Source = source, RecordedAt = write.Now, RecordedBy = write.Actor.Name,
    };
}
