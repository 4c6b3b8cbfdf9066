using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.WorkSheets;

namespace TungNgo.Demo;

/// <summary>Rates for the teams' work, as a province might have resolved them.</summary>
internal sealed class DemoWork(AppDb db)
{
    public void Add(Guid province, Write write)
    {
        foreach (var (kind, dong) in new[] { (RateKind.TeamMonth, 300_000L), (RateKind.WorkedDay, 30_000L), (RateKind.PlannedDay, 50_000L) })
        {
            var rate = db.WorkRates.Add(new WorkRate
            {
                Id = write.NewId(), AreaId = province, Kind = kind, Dong = dong, From = new(2024, 1, 1), LegalBasis = "Nghị quyết của Hội đồng nhân dân tỉnh (ví dụ)", SetBy = "Lâm Ngọc Hân", SetAt = write.Now,
            }).Entity;
            write.Changed(ChangeKind.WorkSheet, rate.Id);
        }
    }
}
