using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Bulletins.Approval;
using TungNgo.Bulletins.Templates;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Bulletins.Kinds;

internal sealed record KindEdit(Dictionary<string, string> Name, string Icon, string CapCategory, Urgency Urgency, int Order, bool Active);

internal sealed record RuleEdit(Guid? Id, string? Kind, Urgency Urgency, AreaTier Tier, Role Approver, Role? Deputy, int Minutes, int Order);

internal sealed record TemplateEdit(
    string Kind, Dictionary<string, string> Name, Dictionary<string, string> Title, Dictionary<string, string> Body, Dictionary<string, string> Short,
    List<TemplateField> Fields, string[] NeedsReview, bool Active, int Order);

/// <summary>The province's settings of bulletins: kinds, approval rules, templates. What is edited here is no longer renewed by the shipped data.</summary>
internal sealed partial class BulletinSettings(AppDb db, Writer writer, CurrentUser user)
{
    public const string KindEdited = "bulletin.kind", RuleEdited = "bulletin.rule", TemplateEdited = "bulletin.template";

    /// <summary>Categories of CAP 1.2.</summary>
    public static readonly string[] CapCategories = ["Met", "Geo", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other"];

    public static readonly Role[] Approvers = [.. Enum.GetValues<Role>().Where(r => r.Allows(Permission.ApproveBulletins))];

    public async Task SaveKindAsync(string code, KindEdit edit, CancellationToken ct, string? seen = null)
    {
        FreeText.RefuseCitizenNumbers([.. edit.Name.Values]);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var kind = await db.BulletinKinds.SingleOrDefaultAsync(k => k.Code == code, ct) ?? throw new Refusal(Problems.NotFound);
        if (edit.Name.GetValueOrDefault("vi") is not { Length: > 0 } || !IconName().IsMatch(edit.Icon) || !CapCategories.Contains(edit.CapCategory))
        {
            throw new Refusal(Problems.BulletinNameNeeded);
        }

        var before = Fields(kind);
        Fingerprint.Require(seen, before);
        (kind.Name, kind.Icon, kind.CapCategory, kind.Urgency, kind.Order, kind.Active) = (edit.Name, edit.Icon, edit.CapCategory, edit.Urgency, edit.Order, edit.Active);
        await CommitAsync(write, KindEdited, kind.Id, before, Fields(kind), ct);
    }

    public async Task SaveRuleAsync(RuleEdit edit, CancellationToken ct, string? seen = null)
    {
        if (!Approvers.Contains(edit.Approver) || (edit.Deputy is { } deputy && !Approvers.Contains(deputy)) || edit.Minutes is < 1 or > 43_200
            || (edit.Kind is { } code && !await db.BulletinKinds.AnyAsync(k => k.Code == code, ct)))
        {
            throw new Refusal(Problems.BulletinRule);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var rule = edit.Id is { } id
            ? await db.ApprovalRules.SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new Refusal(Problems.NotFound)
            : db.ApprovalRules.Add(new ApprovalRule { Id = write.NewId() }).Entity;
        var before = edit.Id is null ? null : Fields(rule);
        Fingerprint.Require(before is null ? null : seen, Fields(rule));
        (rule.Kind, rule.Urgency, rule.Tier, rule.Approver, rule.Deputy, rule.Minutes, rule.Order) = (edit.Kind, edit.Urgency, edit.Tier, edit.Approver, edit.Deputy, edit.Minutes, edit.Order);
        await CommitAsync(write, RuleEdited, rule.Id, before, Fields(rule), ct);
    }

    /// <summary>Rules made here can be taken away; shipped ones can only be changed, so that every case keeps an approver.</summary>
    public async Task RemoveRuleAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var rule = await db.ApprovalRules.SingleOrDefaultAsync(r => r.Id == id && r.SeedKey == null, ct) ?? throw new Refusal(Problems.NotFound);
        db.ApprovalRules.Remove(rule);
        await CommitAsync(write, RuleEdited, rule.Id, Fields(rule), null, ct);
    }

    /// <param name="code">Null makes a new template.</param>
    /// <param name="edit">All of the template.</param>
    /// <param name="ct">Stops the write.</param>
    /// <param name="seen">Fingerprint of what the form showed.</param>
    /// <returns>Code of the template.</returns>
    public async Task<string> SaveTemplateAsync(string? code, TemplateEdit edit, CancellationToken ct, string? seen = null)
    {
        if (edit.Name.GetValueOrDefault("vi") is not { Length: > 0 } name || edit.Title.GetValueOrDefault("vi") is not { Length: > 0 } || edit.Body.GetValueOrDefault("vi") is not { Length: > 0 })
        {
            throw new Refusal(Problems.BulletinNameNeeded);
        }

        FreeText.RefuseCitizenNumbers([
            .. edit.Name.Values, .. edit.Title.Values, .. edit.Body.Values, .. edit.Short.Values,
            .. edit.Fields.SelectMany(f => f.Name.Values.Append(f.Code).Concat((f.Choices ?? []).SelectMany(c => c.Value.Values.Append(c.Key))))]);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (!await db.BulletinKinds.AnyAsync(k => k.Code == edit.Kind, ct))
        {
            throw new Refusal(Problems.BulletinKindUnknown, edit.Kind);
        }

        var template = code is not null
            ? await db.BulletinTemplates.SingleOrDefaultAsync(t => t.Code == code, ct) ?? throw new Refusal(Problems.NotFound)
            : db.BulletinTemplates.Add(new BulletinTemplate { Id = write.NewId(), Code = await CodeOfAsync(name, ct), Kind = edit.Kind }).Entity;
        var before = code is null ? null : Fields(template);
        Fingerprint.Require(before is null ? null : seen, Fields(template));
        (template.Kind, template.Name, template.Title, template.Body, template.Short) = (edit.Kind, edit.Name, edit.Title, edit.Body, edit.Short);
        (template.Fields, template.NeedsReview, template.Active, template.Order) = (edit.Fields, string.Join(',', edit.NeedsReview), edit.Active, edit.Order);
        TemplateTexts.Prove(template);
        await CommitAsync(write, TemplateEdited, template.Id, before, Fields(template), ct);
        return template.Code;
    }

    private async Task CommitAsync(Write write, string action, Guid id, object? before, object? after, CancellationToken ct)
    {
        if (!db.ChangeTracker.HasChanges())
        {
            return;
        }

        write.Changed(ChangeKind.BulletinSettings, id);
        write.Audit(action, id, null, before, after);
        await write.CommitAsync(ct);
    }

    private async Task<string> CodeOfAsync(string name, CancellationToken ct)
    {
        var stem = NotCode().Replace(SearchKey.Fold(name), "-").Trim('-') is { Length: > 0 } folded ? folded[..Math.Min(40, folded.Length)] : "mau";
        for (var i = 1; ; i++)
        {
            var code = i == 1 ? stem : $"{stem}-{i}";
            if (!await db.BulletinTemplates.AnyAsync(t => t.Code == code, ct))
            {
                return code;
            }
        }
    }

    internal static object Fields(BulletinKind k) => new { k.Name, k.Icon, k.CapCategory, k.Urgency, k.Order, k.Active };

    internal static object Fields(ApprovalRule r) => new { r.Kind, r.Urgency, r.Tier, r.Approver, r.Deputy, r.Minutes, r.Order };

    internal static object Fields(BulletinTemplate t) => new { t.Kind, t.Name, t.Title, t.Body, t.Short, t.Fields, t.NeedsReview, t.Active, t.Order };

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex IconName();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotCode();
}
