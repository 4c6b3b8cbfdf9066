using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Bulletins.Cards;
using TungNgo.Bulletins.Desk;

namespace TungNgo.Tests.Bulletins;

public sealed class FileTests
{
    [Theory]
    [InlineData("webm", "1A45DFA3", "audio/webm")]
    [InlineData("ogg", "4F676753", "audio/ogg")]
    [InlineData("mp3", "494433", "audio/mpeg")]
    [InlineData("mp3", "FFFB90", "audio/mpeg")]
    [InlineData("m4a", "0000001C66747970", "audio/mp4")]
    [InlineData("wav", "52494646000000005741564566", "audio/wav")]
    public void A_recording_is_known_by_its_first_bytes(string ending, string begin, string type)
    {
        var known = StoredFileBook.AudioType([.. Convert.FromHexString(begin), .. new byte[20]]);
        Assert.Equal((type, "." + ending), known);
    }

    [Fact]
    public async Task Files_are_played_or_downloaded_by_whoever_sees_the_bulletin_and_by_nobody_else()
    {
        await using var room = await Newsroom.OpenAsync();
        var tree = room.Server.Services.GetRequiredService<AreaTree>().Today;
        var neighbour = tree.ChildrenOf(tree.LineOf(room.Village.CommuneId).ElementAt(1).AreaId).First(u => u.AreaId != room.Village.CommuneId).AreaId;
        using var stranger = await room.Server.OfficialAsync(Role.CommuneOfficer, neighbour);
        var id = (await room.BeginAsync()).Id;
        byte[] sound = [.. "OggS"u8, .. new byte[200]];
        var audio = await room.Writer.PostAsync($"/api/bulletins/{id}/files", Form(sound, "../../bản ghi.exe", audio: true)).ReadAsync<BulletinFileAnswer>();
        var paper = await room.Writer.PostAsync($"/api/bulletins/{id}/files", Form([.. "%PDF-1.7"u8, .. new byte[50]], "Thông báo 15.pdf", audio: false)).ReadAsync<BulletinFileAnswer>();
        Assert.Equal(("bản ghi.ogg", "audio/ogg", 204), (audio.Name, audio.ContentType, audio.Size));

        using var played = await room.Approver.GetAsync(audio.Address);
        Assert.Equal(sound, await played.Content.ReadAsByteArrayAsync());
        Assert.Equal("audio/ogg", played.Content.Headers.ContentType?.MediaType);
        Assert.Null(played.Content.Headers.ContentDisposition);
        Assert.Equal("nosniff", played.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", played.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var part = new HttpRequestMessage(HttpMethod.Get, audio.Address) { Headers = { Range = new(0, 3) } };
        using var partly = await room.Approver.SendAsync(part);
        Assert.Equal((HttpStatusCode.PartialContent, "OggS"), (partly.StatusCode, await partly.Content.ReadAsStringAsync()));

        using var saved = await room.Approver.GetAsync(paper.Address);
        Assert.Equal(("attachment", "application/pdf"), (saved.Content.Headers.ContentDisposition?.DispositionType, saved.Content.Headers.ContentType?.MediaType));
        using var refused = await stranger.GetAsync(audio.Address);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task What_is_not_what_it_says_or_too_large_is_refused()
    {
        await using var room = await Newsroom.OpenAsync();
        var id = (await room.BeginAsync()).Id;
        async Task<string> UploadAsync(byte[] content, string name, bool audio) => (await room.Writer.PostAsync($"/api/bulletins/{id}/files", Form(content, name, audio)).RefusedAsync()).Code;
        Assert.Equal("file.not-audio", await UploadAsync([.. "<html><script>"u8], "tin.mp3", audio: true));
        Assert.Equal("file.not-document", await UploadAsync([.. "<svg onload=alert(1)>"u8], "anh.png", audio: false));
        Assert.Equal("file.too-large", await UploadAsync([.. "OggS"u8, .. new byte[2 << 20]], "dai.ogg", audio: true));

        var other = (await room.BeginAsync()).Id;
        var file = await room.Writer.PostAsync($"/api/bulletins/{other}/files", Form([.. "OggS"u8, .. new byte[9]], "a.ogg", audio: true)).ReadAsync<BulletinFileAnswer>();
        var edition = (await room.ReadAsync(id)).Versions[0].Edition;
        Assert.Equal("file.unknown", (await room.Writer.PutAsync($"/api/bulletins/{id}", room.Input() with { Edition = edition, Attachments = [file.Id] }).RefusedAsync()).Code);
    }

    public static MultipartFormDataContent Form(byte[] content, string name, bool audio) =>
        new() { { new ByteArrayContent(content), "file", name }, { new StringContent(audio ? "true" : "false"), "audio" } };
}
