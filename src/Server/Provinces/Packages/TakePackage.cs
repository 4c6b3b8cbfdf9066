using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Provinces.Packages;

/// <summary>What became of a package.</summary>
public enum Taking
{
    /// <summary>Its figures count now.</summary>
    Taken = 1,

    /// <summary>It was here already.</summary>
    Known = 2,

    /// <summary>One that was made later is here: it is written down and changes nothing.</summary>
    Older = 3,
}

/// <param name="Made">When the province made it.</param>
public sealed record TakenPackage(Taking State, string Province, string Period, DateTime Made);

/// <summary>
/// Takes a province's package: once, late, in any order. Of a province and period the one made last counts, so that a package lost on its way
/// is replaced by the next one and a late one does no harm.
/// </summary>
internal sealed class TakePackage(AppDb db, Writer writer, IndicatorReader reader)
{
    /// <exception cref="Refusal">It is broken, not signed by a province that is known here, or says what cannot be. Nothing is kept of it.</exception>
    public async Task<TakenPackage> TakeAsync(byte[] signed, Actor? actor, string? address, CancellationToken ct)
    {
        var (message, print) = SignedPackage.Read(signed);
        var key = await db.ProvinceKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Print == print && k.RevokedAt == null, ct) ?? throw new Refusal(Problems.PackageSigner);
        var body = SignedPackage.Open(message, key.Public);
        var hash = SignedPackage.HashOf(message.Content!.Value.ToArray());
        await using var write = await writer.BeginAsync(actor ?? Actor.System, ct);
        PackageChecks.Check(body, reader.PeriodOf(body.Period), write.Now);
        // Asked again inside the write: a key may have been withdrawn meanwhile.
        var province = await SenderAsync(body, print, ct);
        write.As(actor ?? new Actor(province.Name, Address: address));
        if (await db.FigurePackages.AnyAsync(p => p.Hash == hash, ct))
        {
            return new(Taking.Known, province.Name, body.Period, body.Made);
        }

        var current = await db.FigurePackages.AsTracking().SingleOrDefaultAsync(p => p.ProvinceId == province.Id && p.Period == body.Period && p.IsCurrent, ct);
        // Two of the same instant: either order of arrival must end alike.
        var counts = current is null || current.Made < body.Made || (current.Made == body.Made && string.CompareOrdinal(current.Hash, hash) < 0);
        if (current is not null && counts)
        {
            (current.IsCurrent, current.Signed) = (false, null);
            var units = await db.PackageUnits.Where(u => u.PackageId == current.Id).Select(u => u.AreaId).ToListAsync(ct);
            var figures = await db.PackageFigures.Where(f => f.PackageId == current.Id).Select(f => new { f.AreaId, f.Indicator }).ToListAsync(ct);
            write.Rows.Add(RowStatement.Delete<PackageUnit>(db, units.ConvertAll(u => (object?[])[current.Id, u])));
            write.Rows.Add(RowStatement.Delete<PackageFigure>(db, figures.ConvertAll(f => (object?[])[current.Id, f.AreaId, f.Indicator])));
        }

        var package = PackageOf(body, province, write, hash, print, counts ? signed : null);
        db.FigurePackages.Add(package);
        if (counts)
        {
            write.Rows.Add(RowStatement.Insert(db, body.Units.ConvertAll(u => UnitOf(u, package.Id))));
            write.Rows.Add(RowStatement.Insert(db, body.Figures.ConvertAll(f => FigureOf(f, package.Id))));
        }

        write.Changed(ChangeKind.Province, province.Id);
        write.Audit("province.package", package.Id, null, null, new { Province = province.Code, package.Period, package.Made, counts });
        await write.CommitAsync(ct);
        return new(counts ? Taking.Taken : Taking.Older, province.Name, body.Period, body.Made);
    }

    /// <summary>The province of the root's code on the period's last day, if the key may sign for it.</summary>
    private async Task<Province> SenderAsync(PackageBody body, string print, CancellationToken ct)
    {
        var root = body.Units.First(u => u.Id == body.Root);
        var may = await db.ProvinceKeys.AsNoTracking().Where(k => k.Print == print && k.RevokedAt == null).Select(k => k.ProvinceId).ToListAsync(ct);
        var provinces = await db.Provinces.AsNoTracking().Where(p => p.Code == root.Code && may.Contains(p.Id)).ToListAsync(ct);
        return provinces.Find(p => p.IsValidOn(body.To)) ?? throw new Refusal(Problems.PackageProvince, root.Code ?? Formats.Missing);
    }

    private static FigurePackage PackageOf(PackageBody body, Province province, Write write, string hash, string print, byte[]? signed) => new()
    {
        Id = write.NewId(), ProvinceId = province.Id, Period = body.Period, From = body.From, To = body.To, Made = Instants.AsStored(body.Made), ReceivedAt = write.Now, Change = body.Change,
        Hash = hash, KeyPrint = print, IsCurrent = signed is not null, RootId = body.Root, Signed = signed, Definitions = signed is null ? [] : body.Definitions,
    };

    private static PackageUnit UnitOf(PackagedUnit u, Guid package) => new()
    {
        PackageId = package, AreaId = u.Id, ParentId = u.Parent, Code = u.Code, Name = FreeText.Clean(u.Name, Province.LongestName) ?? Formats.Missing, Kind = u.Kind,
        ValidFrom = u.From, ValidTo = u.To, LegalAct = FreeText.Clean(u.Act, 300),
    };

    private static PackageFigure FigureOf(PackagedFigure f, Guid package) => new()
    {
        PackageId = package, AreaId = f.Unit, Indicator = f.Indicator, Value = f.Value, Above = f.Above, Below = f.Below, Reporting = f.Reporting, Of = f.Of, Gap = f.Gap,
    };
}
