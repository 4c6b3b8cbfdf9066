using System.Text;
using TungNgo.Gateways;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.Zalo;
using TungNgo.Simulators.Zalo;

namespace TungNgo.GatewayTests.Zalo;

public sealed class AccountTests
{
    [Fact]
    public async Task The_account_and_its_people_can_be_asked_about()
    {
        await using var play = await Play.StartAsync();
        var ct = CancellationToken.None;
        play.Person();
        play.Person("u2", "84912345679", follows: false, hours: null);
        var account = new ZaloAccount(play.Zalo);
        var info = (await account.GetAsync(ct)).Value!;
        Assert.Equal((ZaloOa.DefaultOaId, true, 1, 4), (info.OaId, info.Verified, info.Followers, info.Type));
        var user = (await account.UserAsync("u1", ct)).Value!;
        Assert.Equal((true, new DateOnly(2026, 3, 2)), (user.Follows, user.LastInteraction));
        Assert.Null((await account.UserAsync("u2", ct)).Value!.LastInteraction);
        Assert.Equal(new Outcome.Failed(FailureScope.Message, "-201"), (await account.UserAsync("u3", ct)).Problem);
        Assert.Equal(Play.Morning.AddHours(-1).UtcDateTime, (await account.WindowAsync("u1", ct)).Value!.LastInteraction);
        Assert.Null((await account.WindowAsync("u2", ct)).Value!.LastInteraction);
        Assert.Equal(["u1"], (await account.UsersAsync(0, null, "TODAY", true, ct)).Value!.UserIds);
        Assert.Equal(["u2"], (await account.UsersAsync(0, null, null, false, ct)).Value!.UserIds);
        Assert.Equal(new Outcome.Failed(FailureScope.Message, "offset"), (await account.UsersAsync(9952, null, null, null, ct)).Problem);
    }

    [Fact]
    public async Task An_uploads_fields_are_named_in_quotes_as_browsers_do()
    {
        var sent = new Answering("""{"error":0,"data":{"attachment_id":"1"}}""");
        using var http = new HttpClient(sent);
        await new ZaloUploads(new ZaloClient(http, (_, _) => ValueTask.FromResult<Secret?>(new Secret("t")))).ImageAsync([0xFF, 0xD8, 0xFF], CancellationToken.None);
        Assert.Contains("Content-Disposition: form-data; name=\"file\"; filename=\"picture.jpg\"", sent.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_simulated_account_takes_the_shapes_of_the_public_sdk_and_answers_unknown_paths_in_json()
    {
        await using var play = await Play.StartAsync();
        play.Person();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(play.Simulators.Address, "/v3.0/oa/message/cs"));
        request.Headers.Add("access_token", play.World.Oa.Keys.MakePair(play.Clock.GetUtcNow()).Access);
        request.Content = new StringContent("""
            {"recipient":{"user_id":"u1"},"message":{"text":"Ảnh","attachment":{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"image","url":"https://example.vn/a.png"}]}}}}
            """, Encoding.UTF8, "application/json");
        using var answer = await play.Http.SendAsync(request);
        Assert.Contains("\"error\":0", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var unknown = await play.Http.GetAsync(new Uri(play.Simulators.Address, "/v3.0/oa/nothing"));
        Assert.Contains("\"error\":404", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uploads_are_checked_before_the_call()
    {
        await using var play = await Play.StartAsync();
        var ct = CancellationToken.None;
        var uploads = new ZaloUploads(play.Zalo);
        byte[] jpeg = [0xFF, 0xD8, 0xFF, .. new byte[ZaloUploads.MostImageBytes - 3]];
        byte[] png = [0x89, .. "PNG"u8];
        byte[] docx = [.. "PK"u8];
        Assert.True((await uploads.ImageAsync(jpeg, ct)).Ok);
        Assert.True((await uploads.ImageAsync(png, ct)).Ok);
        Assert.True((await uploads.GifAsync([.. "GIF89a"u8], ct)).Ok);
        Assert.True((await uploads.FileAsync("Thông báo.pdf", [.. "%PDF-1.7"u8], ct)).Ok);
        Assert.True((await uploads.FileAsync("bảng.csv", [.. "a;b"u8], ct)).Ok);
        Assert.True((await uploads.FileAsync("a.docx", docx, ct)).Ok);
        var calls = play.World.Oa.Answers.Values.Sum();
        Assert.Equal("too-big", (await uploads.ImageAsync([.. jpeg, 0], ct)).Problem!.Code);
        Assert.Equal("picture-type", (await uploads.ImageAsync([.. "%PDF"u8], ct)).Problem!.Code);
        Assert.Equal("picture-type", (await uploads.GifAsync(png, ct)).Problem!.Code);
        Assert.Equal("file-type", (await uploads.FileAsync("a.exe", [.. "MZ"u8], ct)).Problem!.Code);
        Assert.Equal("file-type", (await uploads.FileAsync("a.pdf", docx, ct)).Problem!.Code);
        Assert.Equal(calls, play.World.Oa.Answers.Values.Sum());
    }
}
