using TungNgo.Accounts;
using TungNgo.Web;

namespace TungNgo.Teams.Phones;

/// <summary>Enrolling phones with one-time codes, and revoking lost ones.</summary>
internal static class EnrolEndpoints
{
    public static void MapEnrolment(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("phones");
        api.MapPost("/enrol", EnrolAsync).AllowAnonymous().RequireRateLimiting("enrol").WithSummary("Enrol this phone for one member by a one-time code.");
        var phone = api.MapGroup("").RequireRateLimiting("phone");
        phone.MapPost("/enrol/member", AddMemberAsync).WithMetadata(new NeedsAttribute(Permission.SyncPhone)).WithSummary("Another member shares this phone.");
        phone.MapPost("/enrolments", IssueAsync).WithMetadata(new NeedsAttribute(Permission.ManageDevices)).WithSummary("A one-time code for one member.");
        phone.MapGet("/devices", ListAsync).WithMetadata(new NeedsAttribute(Permission.ManageDevices)).WithSummary("Phones of the teams one leads or oversees.");
        phone.MapPost("/devices/{id:guid}/revoke", RevokeAsync).WithMetadata(new NeedsAttribute(Permission.ManageDevices)).WithSummary("A lost phone: it wipes itself at next contact.");
    }

    private static async Task<EnrolResponse> EnrolAsync(EnrolRequest request, Enrolment enrolment, HttpContext http, CancellationToken ct)
    {
        var (device, token, member) = await enrolment.EnrolAsync(request.Code, request.DeviceName, http.Connection.RemoteIpAddress, ct);
        return Answer(device, token, member, http);
    }

    private static async Task<EnrolResponse> AddMemberAsync(EnrolRequest request, Enrolment enrolment, CurrentUser user, HttpContext http, CancellationToken ct)
    {
        var (device, member) = await enrolment.AddMemberAsync(request.Code, user.DeviceId ?? throw new Refusal(Problems.Forbidden), user.Actor, ct);
        return Answer(device, "", member, http);
    }

    private static EnrolResponse Answer(Device device, string token, Member member, HttpContext http) => new(
        device.Id, token, new WireMember(member.Id, member.Name, "member", []), new Uri(http.RequestServices.GetRequiredService<ServerOptions>().PublicUrl).Authority, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

    private static async Task<EnrolmentCodeResponse> IssueAsync(EnrolmentCodeRequest request, Enrolment enrolment, CurrentUser user, ServerOptions options, CancellationToken ct)
    {
        var (code, expires) = await enrolment.IssueAsync(request.MemberId, user, ct);
        return new EnrolmentCodeResponse(code, options.EnrolLink(code), expires);
    }

    private static Task<List<WireDevice>> ListAsync(Enrolment enrolment, CurrentUser user, CancellationToken ct) => enrolment.ListAsync(user, ct);

    private static async Task<IResult> RevokeAsync(Guid id, Enrolment enrolment, CurrentUser user, CancellationToken ct)
    {
        await enrolment.RevokeAsync(id, user, ct);
        return TypedResults.NoContent();
    }
}
