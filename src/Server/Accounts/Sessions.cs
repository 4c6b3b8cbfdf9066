using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Accounts;

/// <summary>Opens, shows and ends the sessions of officials' browsers.</summary>
internal sealed class Sessions(AppDb db, Writer writer)
{
    /// <summary>Without a request for this long one signs in again; office PCs are shared.</summary>
    public static readonly TimeSpan IdleLife = TimeSpan.FromMinutes(60);

    /// <summary>A session ends after a working day however busy it was.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(12);

    /// <summary>Adds a session to a write; the cookie must then carry its id.</summary>
    public Session Open(Write write, User user, string? address, string? browser)
    {
        var session = new Session
        {
            Id = write.NewId(), UserId = user.Id, StartedAt = write.Now, LastSeenAt = write.Now, Address = address, Browser = BrowserNames.Short(browser),
        };
        db.Sessions.Add(session);
        write.Changed(ChangeKind.Account, user.Id);
        return session;
    }

    public Task<List<Session>> OpenOnesAsync(Guid userId, DateTime now, CancellationToken ct)
    {
        var oldest = now - LongestLife;
        return db.Sessions.AsNoTracking().Where(s => s.UserId == userId && s.EndedAt == null && s.StartedAt > oldest).OrderByDescending(s => s.LastSeenAt).ToListAsync(ct);
    }

    /// <summary>Ends one session of a user.</summary>
    public async Task EndAsync(Guid userId, Guid sessionId, Actor actor, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(actor, ct);
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == sessionId && s.UserId == userId, ct) ?? throw new Refusal(Problems.NotFound);
        if (session.EndedAt is null)
        {
            session.EndedAt = write.Now;
            write.Changed(ChangeKind.Account, userId);
            write.Audit("account.session-end", userId, null, new { session = sessionId, session.Address, session.Browser }, null);
        }

        await write.CommitAsync(ct);
    }

    /// <summary>Ends all sessions of a user but the one given.</summary>
    /// <returns>How many were ended.</returns>
    public async Task<int> EndOthersAsync(Guid userId, Guid? keep, Actor actor, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(actor, ct);
        var ended = await EndOthersAsync(write, userId, keep, ct);
        write.Audit("account.sessions-end", userId, null, new { sessions = ended }, null);
        await write.CommitAsync(ct);
        return ended;
    }

    /// <summary>As above, within a write of the caller.</summary>
    public async Task<int> EndOthersAsync(Write write, Guid userId, Guid? keep, CancellationToken ct)
    {
        var open = await db.Sessions.Where(s => s.UserId == userId && s.EndedAt == null && s.Id != keep).ToListAsync(ct);
        foreach (var session in open)
        {
            session.EndedAt = write.Now;
        }

        write.Changed(ChangeKind.Account, userId);
        return open.Count;
    }

    /// <summary>Holds every cookie against the account as it is now, in memory; replaces the framework's check every thirty minutes.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var principal = context.Principal!;
        var services = context.HttpContext.RequestServices;
        var stampClaim = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<IdentityOptions>>().Value.ClaimsIdentity.SecurityStampClaimType;
        if (Guid.TryParse(principal.FindFirstValue(CurrentUser.UserIdClaim), out var user)
            && Guid.TryParse(principal.FindFirstValue(CurrentUser.SessionClaim), out var session)
            && await services.GetRequiredService<AccountBook>().EnterAsync(user, session, principal.FindFirstValue(stampClaim) ?? "", context.HttpContext.RequestAborted) is { } account)
        {
            context.HttpContext.Items[typeof(Account)] = account;
            services.GetRequiredService<Presence>().Seen(session, null);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }
}

/// <summary>What a browser calls itself, short enough for a list: "Chrome · Windows".</summary>
internal static class BrowserNames
{
    public static string? Short(string? agent)
    {
        if (string.IsNullOrEmpty(agent))
        {
            return null;
        }

        // The order matters: Edge, Cốc Cốc and Opera call themselves Chrome too, Chrome calls itself Safari.
        var browser = First(agent, ("Edg/", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"));
        var system = First(agent, ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"));
        var name = string.Join(" · ", new[] { browser, system }.OfType<string>());
        return name.Length > 0 ? name : FreeText.Clean(agent, 60);
    }

    private static string? First(string agent, params (string Sign, string Name)[] signs) =>
        signs.Where(s => agent.Contains(s.Sign, StringComparison.OrdinalIgnoreCase)).Select(s => s.Name).FirstOrDefault();
}
