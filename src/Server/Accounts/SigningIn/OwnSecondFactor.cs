using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Accounts.SigningIn;

/// <summary>What an official sees of the own second factor.</summary>
internal sealed record SecondFactorState(bool HasApp, int PaperCodesLeft, IReadOnlyList<PasskeyRow> Passkeys)
{
    public bool IsOn => HasApp || Passkeys.Count > 0;
}

/// <param name="Id">Of the credential, as an address takes it.</param>
internal sealed record PasskeyRow(string Id, string Name, DateTime At);

/// <summary>An official sets up, changes or drops the own second factor. Each asks for the password again and ends all other sessions.</summary>
internal sealed class OwnSecondFactor(AppDb db, Writer writer, OwnPassword own, SignInManager<User> cookies, Sessions sessions, SecondFactorCodes codes, ServerOptions options)
{
    private const int MostPasskeys = 10;

    public async Task<SecondFactorState> ReadAsync(Guid userId, CancellationToken ct)
    {
        var factor = await db.SecondFactors.AsNoTracking().SingleOrDefaultAsync(f => f.UserId == userId, ct);
        var keys = await db.UserPasskeys.AsNoTracking().Where(p => p.UserId == userId).ToListAsync(ct);
        return new(factor?.Secret is not null, factor?.PaperCodesLeft ?? 0, [.. keys.OrderBy(k => k.Data.CreatedAt)
            .Select(k => new PasskeyRow(Convert.ToHexString(k.CredentialId), k.Data.Name ?? Formats.Missing, k.Data.CreatedAt.UtcDateTime))]);
    }

    /// <summary>Codes come from the app whose first code is given.</summary>
    /// <param name="sealedSecret">Of <see cref="SecondFactorCodes.NewSecret"/>, as the page carried it.</param>
    /// <returns>Codes on paper, when these are the first.</returns>
    public async Task<string[]?> AddAppAsync(CurrentUser current, string password, string sealedSecret, string code, HttpContext http)
    {
        if (codes.Open(current.UserId!.Value, sealedSecret) is null)
        {
            throw new Refusal(Problems.FormExpired);
        }

        return await ChangeAsync(current, await own.ProveAsync(current, password, http), "account.second-app", (_, factor) =>
        {
            (factor.Secret, factor.LastStep) = (sealedSecret, 0);
            if (!codes.Use(factor, code))
            {
                throw new Refusal(Problems.SecondFactorWrong);
            }
        }, http.RequestAborted);
    }

    public async Task RemoveAppAsync(CurrentUser current, string password, HttpContext http) =>
        await ChangeAsync(current, await own.ProveAsync(current, password, http), "account.second-app-end", (_, factor) => factor.Secret = null, http.RequestAborted);

    /// <param name="credential">What the browser made of the options that it was given.</param>
    public async Task<string[]?> AddPasskeyAsync(CurrentUser current, string password, string? name, string credential, HttpContext http)
    {
        var line = FreeText.Line(name, 40, "second.passkey.name") ?? BrowserNames.Short(http.Request.Headers.UserAgent) ?? Formats.Missing;
        var user = await own.ProveAsync(current, password, http);
        var made = await AttestAsync(credential);
        if (made is not { Succeeded: true } || made.UserEntity.Id != $"{current.UserId}")
        {
            throw new Refusal(Problems.PasskeyRefused);
        }

        // Ids are the authenticator's word: one that is known already, whosever it is, is not taken a second time.
        if (await db.UserPasskeys.AnyAsync(p => p.CredentialId == made.Passkey.CredentialId, http.RequestAborted))
        {
            throw new Refusal(Problems.PasskeyRefused);
        }

        return await ChangeAsync(current, user, "account.passkey", (write, factor) =>
        {
            var key = made.Passkey;
            db.UserPasskeys.Add(new IdentityUserPasskey<Guid>
            {
                UserId = factor.UserId, CredentialId = key.CredentialId, Data = new IdentityPasskeyData
                {
                    PublicKey = key.PublicKey, Name = line, CreatedAt = write.Now, SignCount = key.SignCount, Transports = key.Transports, IsUserVerified = key.IsUserVerified,
                    IsBackupEligible = key.IsBackupEligible, IsBackedUp = key.IsBackedUp, AttestationObject = key.AttestationObject, ClientDataJson = key.ClientDataJson,
                },
            });
        }, http.RequestAborted);
    }

    public async Task RemovePasskeyAsync(CurrentUser current, string password, string id, HttpContext http)
    {
        var mine = await db.UserPasskeys.Where(p => p.UserId == current.UserId).ToListAsync(http.RequestAborted);
        var key = mine.Find(p => Convert.ToHexString(p.CredentialId) == id) ?? throw new Refusal(Problems.NotFound);
        await ChangeAsync(current, await own.ProveAsync(current, password, http), "account.passkey-end", (_, _) => db.UserPasskeys.Remove(key), http.RequestAborted);
    }

    public async Task<string[]> RenewPaperCodesAsync(CurrentUser current, string password, HttpContext http) =>
        (await ChangeAsync(current, await own.ProveAsync(current, password, http), "account.paper-codes", (_, factor) => factor.PaperCodes = "", http.RequestAborted)) ?? throw new Refusal(Problems.NotFound);

    private async Task<PasskeyAttestationResult?> AttestAsync(string credential)
    {
        try
        {
            return await cookies.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // Nothing was asked of this browser, or too long ago.
            return null;
        }
    }

    /// <summary>One change of the second factor, with what always follows from it.</summary>
    /// <param name="user">The account, whose password was asked for.</param>
    private async Task<string[]?> ChangeAsync(CurrentUser current, User user, string action, Action<Write, SecondFactor> change, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(current.Actor, ct);
        await db.Entry(user).ReloadAsync(ct);
        var factor = await db.SecondFactors.SingleOrDefaultAsync(f => f.UserId == user.Id, ct);
        if (factor is null)
        {
            db.SecondFactors.Add(factor = new SecondFactor { UserId = user.Id });
        }

        change(write, factor);
        var stored = await db.UserPasskeys.Where(p => p.UserId == user.Id).Select(p => p.CredentialId).ToListAsync(ct);
        var passkeys = stored.Count + db.ChangeTracker.Entries<IdentityUserPasskey<Guid>>().Sum(e => e.State == EntityState.Added ? 1 : e.State == EntityState.Deleted ? -1 : 0);
        if (passkeys > MostPasskeys)
        {
            throw new Refusal(Problems.PasskeysMany, MostPasskeys);
        }

        user.TwoFactorEnabled = factor.Secret is not null || passkeys > 0;
        if (!user.TwoFactorEnabled && current.NeedsSecondFactor && !options.Demo)
        {
            throw new Refusal(Problems.SecondFactorLast);
        }

        var fresh = user.TwoFactorEnabled && factor.PaperCodes.Length == 0 ? SecondFactorCodes.NewPaperCodes(factor) : null;
        if (!user.TwoFactorEnabled)
        {
            db.SecondFactors.Remove(factor);
        }

        await sessions.EndOthersAsync(write, user.Id, current.SessionId, ct);
        write.Audit(action, user.Id, null, null, new { app = factor.Secret is not null, passkeys, freshPaperCodes = fresh is not null });
        await write.CommitAsync(ct);
        return fresh;
    }
}
