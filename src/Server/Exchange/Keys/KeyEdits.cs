using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Exchange.Keys;

/// <summary>A key as its form says it.</summary>
public sealed record KeyForm(string? Name, string? Contact, Guid AreaId, int PerMinute, DateOnly? ValidUntil);

/// <summary>Keys are made, changed, renewed and revoked by whoever holds the right in the key's unit. The secret is told once, and the audit never holds it.</summary>
internal sealed class KeyEdits(AppDb db, Writer writer, CurrentUser user, AreaTree areas)
{
    public const int LongestName = 80, LongestContact = 160, MostPerMinute = 6000, LongestYears = 3;

    /// <returns>The key with its secret, which is shown this once.</returns>
    public async Task<(Guid Id, string Secret)> AddAsync(KeyForm form, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var secret = KeyBook.NewSecret();
        var key = new ApiKey { Id = write.NewId(), Name = "", Contact = "", SecretHash = KeyBook.Hash(secret), MadeAt = write.Now, MadeBy = user.Name };
        Fill(key, form, write.Today);
        db.ApiKeys.Add(key);
        write.Changed(ChangeKind.ApiKey, key.Id);
        write.Audit("key.add", key.Id, key.AreaId, null, Facts(key));
        await write.CommitAsync(ct);
        return (key.Id, secret);
    }

    public async Task EditAsync(Guid id, KeyForm form, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var key = await OpenAsync(id, ct);
        var before = Facts(key);
        Fill(key, form, write.Today);
        write.Changed(ChangeKind.ApiKey, id);
        write.Audit("key.edit", id, key.AreaId, before, Facts(key));
        await write.CommitAsync(ct);
    }

    /// <returns>The new secret, shown this once; the old one is refused from now on.</returns>
    public async Task<string> RenewAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var key = await OpenAsync(id, ct);
        var secret = KeyBook.NewSecret();
        (key.SecretHash, key.RenewedAt) = (KeyBook.Hash(secret), write.Now);
        write.Changed(ChangeKind.ApiKey, id);
        write.Audit("key.renew", id, key.AreaId, null, new { key.Name });
        await write.CommitAsync(ct);
        return secret;
    }

    public async Task RevokeAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var key = await OpenAsync(id, ct);
        (key.RevokedAt, key.RevokedBy) = (write.Now, user.Name);
        write.Changed(ChangeKind.ApiKey, id);
        write.Audit("key.revoke", id, key.AreaId, new { key.Name }, null);
        await write.CommitAsync(ct);
    }

    /// <summary>A key in the caller's scope.</summary>
    public async Task<ApiKey> RequireAsync(Guid id, CancellationToken ct)
    {
        var key = await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageExchange, key.AreaId);
        return key;
    }

    private async Task<ApiKey> OpenAsync(Guid id, CancellationToken ct) =>
        await RequireAsync(id, ct) is { RevokedAt: null } key ? key : throw new Refusal(Problems.KeyRevoked);

    private void Fill(ApiKey key, KeyForm form, DateOnly today)
    {
        user.Require(Permission.ManageExchange, form.AreaId);
        if (areas.Today.Find(form.AreaId) is null)
        {
            throw new Refusal(Problems.NotFound);
        }

        key.AreaId = form.AreaId;
        key.Name = FreeText.Line(form.Name, LongestName, "exchange.key.name") ?? throw new Refusal(Problems.KeyName);
        key.Contact = FreeText.Line(form.Contact, LongestContact, "exchange.key.contact") ?? throw new Refusal(Problems.KeyContact);
        key.PerMinute = form.PerMinute is >= 1 and <= MostPerMinute ? form.PerMinute : throw new Refusal(Problems.KeyPace, MostPerMinute);
        key.ValidUntil = form.ValidUntil is { } until && until >= today && until <= today.AddYears(LongestYears) ? until : throw new Refusal(Problems.KeyDay, LongestYears);
    }

    private static object Facts(ApiKey k) => new { k.AreaId, k.Name, k.Contact, k.PerMinute, k.ValidUntil };
}
