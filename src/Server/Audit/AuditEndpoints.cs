using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Accounts.Traces;
using TungNgo.Accounts.Frame;
using TungNgo.Feed;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Audit;

internal static class AuditEndpoints
{
    /// <summary>More rows than a sheet program opens with ease; whoever needs more narrows the days.</summary>
    private const int MostRows = 100_000;

    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddScoped<AuditTrail>()
        .AddMenuItem(new(110, "/audit", "nav.audit", "history", Permission.ViewAudit));

    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/audit/export", ExportAsync).WithMetadata(new NeedsAttribute(Permission.ViewAudit), new LeavesTraceAttribute("read.audit-export")).ExcludeFromDescription();

    private static Task<FileStreamHttpResult> ExportAsync(
        AuditTrail trail, ReadTrace trace, HttpContext http, string? actor, string? action, Guid? entity, string? from, string? to, string? format, CancellationToken ct)
    {
        var (t, first, last) = (http.Texts(), Formats.DayTyped(from), Formats.DayTyped(to));
        string[] columns =
        [
            t["audit.at"], t["audit.actor"], t["audit.code"], t["audit.action"], t["audit.area"], t["audit.entity"], t["audit.address"], t["audit.before"], t["audit.after"],
            t["audit.number"],
        ];
        return SheetDownload.OfAsync(format, "nhat-ky", columns, trace.Counted(trail.All(new AuditQuestion(actor, action, entity, first, last), MostRows).Select(e => Cells(e, trail, t))), ct,
            paper: http.Paper(t["audit.sheet"], null, first is null && last is null ? null : t["sheet.days", Formats.Day(first), Formats.Day(last)]));
    }

    private static object?[] Cells(AuditEntry entry, AuditTrail trail, Texts t)
    {
        var fields = trail.Fields(entry);
        return
        [
            Formats.Instant(entry.At), entry.Actor, entry.Action, AuditWords.Action(entry.Action, t), trail.AreaName(entry.AreaId), entry.EntityId.ToString(), entry.Address,
            Join(fields, f => f.Before), Join(fields, f => f.After), entry.Number.ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static string Join(IEnumerable<FieldChange> fields, Func<FieldChange, string?> value) =>
        string.Join("; ", fields.Where(f => value(f) is not null).Select(f => $"{f.Field}: {value(f)}"));
}

internal static class AuditWords
{
    /// <summary>What was done in the reader's words; an action without a text of its own is named by its kind and its code.</summary>
    public static string Action(string action, Texts t)
    {
        var key = $"audit.action.{action}";
        if (t[key] is var own && own != key)
        {
            return own;
        }

        var kind = $"audit.kind.{action.Split('.')[0]}";
        return t[kind] is var known && known != kind ? $"{known} ({action})" : action;
    }

    /// <summary>A field in the reader's words, or its name in the program: the trail must not hide a field that has no text yet.</summary>
    public static string Field(string field, Texts t) => t[$"audit.field.{field}"] is var known && !known.StartsWith("audit.field.", StringComparison.Ordinal) ? known : field;
}
