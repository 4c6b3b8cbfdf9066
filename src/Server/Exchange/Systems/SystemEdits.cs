using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Exchange.Push;
using TungNgo.Feed;
using TungNgo.Gateways.Http;
using TungNgo.Web;

namespace TungNgo.Exchange.Systems;

/// <summary>A receiving system as its form says it.</summary>
/// <param name="Secret">Only when it is new; empty keeps what is there.</param>
public sealed record SystemForm(Guid AreaId, string? Code, string? Name, string? Kind, string? Address, string? Secret, bool Active, bool Automatic, int Edition);

/// <summary>Receiving systems, kept by whoever holds the right in their unit. The secret goes in sealed and never comes out.</summary>
internal sealed partial class SystemEdits(
    AppDb db, Writer writer, CurrentUser user, AreaTree areas, SystemFinder systems, SystemVault vault, ServerOptions options, IEnumerable<IPushBody> bodies)
{
    public const int LongestName = 80, LongestAddress = 500, LongestSecret = 2000;

    public async Task<Guid> AddAsync(SystemForm form, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var system = new ReceivingSystem { Id = write.NewId(), Code = "", Name = "", Kind = "" };
        await FillAsync(system, form, write.Now, ct);
        db.ReceivingSystems.Add(system);
        write.Changed(ChangeKind.ReceivingSystem, system.Id);
        write.Audit("exchange.system-add", system.Id, system.AreaId, null, Facts(system, form));
        await write.CommitAsync(ct);
        return system.Id;
    }

    public async Task EditAsync(Guid id, SystemForm form, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var system = await systems.RequireAsync(id, ct);
        if (system.Edition != form.Edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        var before = Facts(system, null);
        await FillAsync(system, form, write.Now, ct);
        system.Edition++;
        write.Changed(ChangeKind.ReceivingSystem, id);
        write.Audit("exchange.system-edit", id, system.AreaId, before, Facts(system, form));
        await write.CommitAsync(ct);
    }

    private async Task FillAsync(ReceivingSystem system, SystemForm form, DateTime now, CancellationToken ct)
    {
        user.Require(Permission.ManageExchange, form.AreaId);
        if (areas.Today.Find(form.AreaId) is not { Tier: < AreaTier.Hamlet })
        {
            throw new Refusal(Problems.NotFound);
        }

        system.AreaId = form.AreaId;
        system.Code = form.Code?.Trim() is { } code && CodeShape().IsMatch(code) ? code : throw new Refusal(Problems.SystemCode);
        system.Name = FreeText.Line(form.Name, LongestName, "exchange.system.name") ?? throw new Refusal(Problems.SystemName);
        system.Kind = bodies.FirstOrDefault(b => b.Kind == form.Kind)?.Kind ?? throw new Refusal(Problems.Invalid, "kind");
        system.Active = form.Active;
        // What was approved before somebody asked for this was perhaps sent otherwise.
        system.AutomaticSince = form.Automatic ? system.AutomaticSince ?? now : null;
        var address = AddressOf(form.Address);
        if (form.Secret?.Trim() is { Length: > 0 } secret)
        {
            system.Secret = secret.Length <= LongestSecret && !secret.Any(char.IsControl) ? vault.Seal(secret) : throw new Refusal(Problems.SystemSecret);
        }
        else if (address != system.Address && system.Secret is not null && system.Address is not null)
        {
            // The old secret was given for the old address: whoever changes where it goes must know it.
            throw new Refusal(Problems.SystemSecretAgain);
        }

        system.Address = address;
        if (await db.ReceivingSystems.AnyAsync(s => s.Id != system.Id && s.AreaId == system.AreaId && s.Code == system.Code, ct))
        {
            throw new Refusal(Problems.SystemCodeTaken, system.Code);
        }
    }

    /// <summary>Figures and a secret go there: over TLS, to the open internet, or to a simulator that the server was started with. Names are looked at again at each call.</summary>
    private string? AddressOf(string? text)
    {
        if (text?.Trim() is not { Length: > 0 } typed)
        {
            return null;
        }

        return typed.Length <= LongestAddress && Uri.TryCreate(typed, UriKind.Absolute, out var uri) && uri is { UserInfo: "", Fragment: "" } && (options.Simulators.Contains(uri.Authority) || IsPublic(uri))
            ? typed : throw new Refusal(Problems.SystemAddress);
    }

    private static bool IsPublic(Uri uri) => uri.Scheme == Uri.UriSchemeHttps
        && (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) ? PublicAddress.Is(ip) : uri.Host.Contains('.', StringComparison.Ordinal));

    private static object Facts(ReceivingSystem s, SystemForm? form) =>
        new { s.AreaId, s.Code, s.Name, s.Kind, s.Address, s.Active, s.AutomaticSince, Secret = string.IsNullOrWhiteSpace(form?.Secret) ? null : "•••" };

    [GeneratedRegex("^[a-z][a-z0-9-]{1,39}$")]
    private static partial Regex CodeShape();
}
