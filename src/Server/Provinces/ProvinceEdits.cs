using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Provinces.Packages;
using TungNgo.Web;

namespace TungNgo.Provinces;

/// <summary>Which provinces send here, and the keys that they sign with.</summary>
internal sealed class ProvinceEdits(AppDb db, Writer writer, CurrentUser user, AreaTree areas)
{
    /// <param name="id">Null adds one.</param>
    /// <exception cref="Refusal">No name, no code, or the code is another province's at the same time.</exception>
    public async Task<Guid> SaveAsync(Guid? id, string? code, string? name, DateOnly? from, DateOnly? to, CancellationToken ct)
    {
        Require();
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var all = await db.Provinces.AsTracking().ToListAsync(ct);
        var known = id is null ? null : all.Find(p => p.Id == id) ?? throw new Refusal(Problems.NotFound);
        var said = new Province
        {
            Id = known?.Id ?? write.NewId(),
            Code = FreeText.Line(code, Province.LongestCode, "provinces.code") is { } c && c.All(char.IsAsciiDigit) ? c : throw new Refusal(Problems.ProvinceCode),
            Name = FreeText.Line(name, Province.LongestName, "provinces.name") ?? throw new Refusal(Problems.ProvinceName),
            ValidFrom = from, ValidTo = to,
        };
        if (from > to)
        {
            throw new Refusal(Problems.ProvinceDays);
        }

        if (all.Exists(p => p.Id != said.Id && p.Code == said.Code && p.Meets(said)))
        {
            throw new Refusal(Problems.ProvinceTaken, said.Code);
        }

        var before = known is null ? null : new { known.Code, known.Name, known.ValidFrom, known.ValidTo };
        if (known is null)
        {
            db.Provinces.Add(said);
        }
        else
        {
            (known.Code, known.Name, known.ValidFrom, known.ValidTo) = (said.Code, said.Name, said.ValidFrom, said.ValidTo);
        }

        write.Changed(ChangeKind.Province, said.Id);
        write.Audit(known is null ? "province.add" : "province.edit", said.Id, null, before, new { said.Code, said.Name, said.ValidFrom, said.ValidTo });
        await write.CommitAsync(ct);
        return said.Id;
    }

    /// <param name="pem">A public key on P-256, as the province's node shows it.</param>
    public async Task AddKeyAsync(Guid province, string? pem, CancellationToken ct)
    {
        Require();
        var key = PublicOf(pem);
        var print = SignedPackage.PrintOf(key);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var known = await db.Provinces.AnyAsync(p => p.Id == province, ct) ? await db.ProvinceKeys.AsTracking().SingleOrDefaultAsync(k => k.ProvinceId == province && k.Print == print, ct)
            : throw new Refusal(Problems.NotFound);
        if (known is { RevokedAt: null })
        {
            return;
        }

        if (known is not null)
        {
            known.RevokedAt = null;
        }
        else
        {
            db.ProvinceKeys.Add(new ProvinceKey { Id = write.NewId(), ProvinceId = province, Print = print, Public = key, AddedAt = write.Now, AddedBy = user.Name });
        }

        write.Changed(ChangeKind.Province, province);
        write.Audit("province.key", province, null, null, new { print });
        await write.CommitAsync(ct);
    }

    /// <summary>From now on nothing is taken that this key signed; what was taken stays.</summary>
    public async Task RevokeAsync(Guid province, Guid keyId, CancellationToken ct)
    {
        Require();
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var key = await db.ProvinceKeys.AsTracking().SingleOrDefaultAsync(k => k.Id == keyId && k.ProvinceId == province, ct) ?? throw new Refusal(Problems.NotFound);
        if (key.RevokedAt is not null)
        {
            return;
        }

        key.RevokedAt = write.Now;
        write.Changed(ChangeKind.Province, province);
        write.Audit("province.key-revoke", province, null, new { key.Print }, null);
        await write.CommitAsync(ct);
    }

    private void Require() => user.Require(Permission.ManageIndicators, areas.Today.Roots.First().AreaId);

    private static byte[] PublicOf(string? pem)
    {
        try
        {
            using var key = ECDsa.Create();
            // A private key pasted by mistake must not be kept, nor taken for what it is not.
            if (pem is not { Length: < 2_000 } || pem.Contains("PRIVATE", StringComparison.Ordinal))
            {
                throw new Refusal(Problems.ProvinceKey);
            }

            key.ImportFromPem(pem);
            return key.KeySize == 256 && key.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value ? key.ExportSubjectPublicKeyInfo() : throw new Refusal(Problems.ProvinceKey);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new Refusal(Problems.ProvinceKey);
        }
    }
}
