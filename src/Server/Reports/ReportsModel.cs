using Microsoft.EntityFrameworkCore;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Targets;
using TungNgo.Reports.Values;

namespace TungNgo.Reports;

/// <summary>Keys and indexes of indicators, reports and targets.</summary>
internal static class ReportsModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Indicator>(e =>
        {
            e.HasIndex(i => new { i.Code, i.Version }).IsUnique();
            e.Ignore(i => i.IsShare);
        });
        model.Entity<PeriodKind>(e =>
        {
            e.HasKey(k => k.Code);
            e.Ignore(k => k.IsNamedDays);
        });
        model.Entity<EnteredValue>(e =>
        {
            // One value counts at a time, whoever else tells one in the same moment.
            e.HasIndex(v => new { v.Period, v.AreaId, v.Indicator }).IsUnique().HasFilter("\"SupersededAt\" IS NULL");
            e.HasIndex(v => new { v.AreaId, v.Indicator });
        });
        model.Entity<ReportForm>().HasIndex(f => new { f.Code, f.Edition }).IsUnique();
        model.Entity<Report>(e =>
        {
            e.HasIndex(r => new { r.FormId, r.Period, r.AreaId, r.Revision }).IsUnique();
            e.HasIndex(r => r.AreaId);
            e.Property(r => r.Edition).IsConcurrencyToken();
        });
        model.Entity<ReportStep>().HasIndex(s => s.ReportId);
        model.Entity<ReportSnapshot>(e =>
        {
            e.HasKey(s => s.ReportId);
            e.HasIndex(s => s.Seal).IsUnique();
        });
        model.Entity<Target>(e =>
        {
            e.HasIndex(t => new { t.Indicator, t.Period, t.AreaId }).IsUnique();
            e.HasIndex(t => t.AreaId);
        });
        model.Entity<LockException>().HasIndex(x => new { x.FormId, x.Period, x.AreaId });
    }
}
