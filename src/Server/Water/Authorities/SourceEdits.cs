using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways.Http;
using TungNgo.Web;

namespace TungNgo.Water.Authorities;

/// <summary>A source as the form states it.</summary>
internal sealed record SourceInput(Guid AreaId, string? Name, string? Address, string? Kind, int? Minutes, bool Active, int Edition);

/// <summary>The province's list of other authorities' feeds.</summary>
internal sealed class SourceEdits(AppDb db, Writer writer, CurrentUser user, AreaTree areas, ServerOptions options)
{
    public const int LeastMinutes = 1, MostMinutes = 1440;

    /// <param name="id">Null makes a new one.</param>
    public async Task<Guid> SaveAsync(Guid? id, SourceInput input, CancellationToken ct)
    {
        user.Require(Permission.ManageBulletins, input.AreaId);
        // Hamlets issue no bulletins of their own.
        if (areas.Today.Find(input.AreaId) is not { Tier: not AreaTier.Hamlet })
        {
            throw new Refusal(Problems.NotFound);
        }

        var name = FreeText.Line(input.Name, 100, "authorities.name") ?? throw new Refusal(Problems.AuthorityNameNeeded);
        var address = AddressOf(input.Address).AbsoluteUri;
        if (input.Minutes is not (>= LeastMinutes and <= MostMinutes) and var minutes)
        {
            throw new Refusal(Problems.AuthorityMinutes, LeastMinutes, MostMinutes, minutes);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (!await db.BulletinKinds.AnyAsync(k => k.Code == input.Kind && k.Active, ct))
        {
            throw new Refusal(Problems.BulletinKindUnknown, input.Kind);
        }

        var source = id is { } known ? await db.AuthoritySources.SingleOrDefaultAsync(s => s.Id == known, ct) ?? throw new Refusal(Problems.NotFound)
            : db.AuthoritySources.Add(new AuthoritySource { Id = write.NewId(), Name = name, Address = address, Kind = input.Kind!, CreatedAt = write.Now }).Entity;
        if (source.Edition != input.Edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        var before = id is null ? null : Fields(source);
        if (source.Address != address)
        {
            (source.ETag, source.LastModified, source.Trouble, source.TroubleDetail, source.Failures) = (null, null, SourceTrouble.None, null, 0);
        }

        (source.AreaId, source.Name, source.Address, source.Kind, source.Minutes, source.Active) = (input.AreaId, name, address, input.Kind!, input.Minutes!.Value, input.Active);
        source.DueAt = write.Now;
        source.Edition++;
        write.Changed(ChangeKind.Authority, source.Id);
        write.Audit(id is null ? "authority.add" : "authority.edit", source.Id, source.AreaId, before, Fields(source));
        await write.CommitAsync(ct);
        return source.Id;
    }

    /// <summary>An address that may be asked: https and in the open internet. Where its name leads is looked at again at each call.</summary>
    public Uri AddressOf(string? typed)
    {
        var text = typed?.Trim() ?? "";
        FreeText.RefuseCitizenNumbers(text);
        if (text.Length > 500 || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            throw new Refusal(Problems.AuthorityAddress);
        }

        if (options.Simulators.Contains($"{address.Host}:{address.Port}", StringComparer.OrdinalIgnoreCase))
        {
            return address;
        }

        return address.Scheme == Uri.UriSchemeHttps && !address.IsLoopback && (!IPAddress.TryParse(address.DnsSafeHost, out var number) || PublicAddress.Is(number))
            ? address : throw new Refusal(Problems.AuthorityAddress);
    }

    private static object Fields(AuthoritySource s) => new { s.AreaId, s.Name, s.Address, s.Kind, s.Minutes, s.Active };
}
