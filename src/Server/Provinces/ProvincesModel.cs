using Microsoft.EntityFrameworkCore;
using TungNgo.Provinces.Packages;

namespace TungNgo.Provinces;

/// <summary>Keys and indexes of provinces and their packages.</summary>
internal static class ProvincesModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Province>().HasIndex(p => p.Code);
        model.Entity<ProvinceKey>(e =>
        {
            e.HasIndex(k => new { k.Print, k.ProvinceId }).IsUnique();
            e.HasIndex(k => k.ProvinceId);
        });
        model.Entity<FigurePackage>(e =>
        {
            e.HasIndex(p => p.Hash).IsUnique();
            // One counts at a time, whatever arrives in the same moment.
            e.HasIndex(p => new { p.Period, p.ProvinceId }).IsUnique().HasFilter("\"IsCurrent\"");
            e.HasIndex(p => new { p.ProvinceId, p.Period, p.Made });
        });
        model.Entity<PackageUnit>().HasKey(u => new { u.PackageId, u.AreaId });
        model.Entity<PackageFigure>(e =>
        {
            e.HasKey(f => new { f.PackageId, f.AreaId, f.Indicator });
            e.HasIndex(f => new { f.AreaId, f.Indicator });
        });
    }
}
