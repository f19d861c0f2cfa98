// fuzz TARGET (--rounds N | --seconds N | --input FILE) [--seed N] [--folder FOLDER]: feeds a reader with
// damaged and malicious bytes. Ends with 0 where it read all of them; else the input that it did not survive
// is in the folder.

#include "tests/fuzz/fuzzer.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <csignal>

#include <sys/resource.h>
#include <unistd.h>

using namespace console::fuzz;
using namespace Qt::StringLiterals;

namespace {

constexpr rlim_t memoryLimit = rlim_t(2) * 1024 * 1024 * 1024; // bytes; twice the largest part of a recording

void tellHang(int)
{
    constexpr std::array text = std::to_array("Hangs.\n");
    (void)!::write(STDERR_FILENO, text.data(), text.size() - 1);
    ::_exit(1);
}

void setLimits()
{
    std::signal(SIGPROF, tellHang);
#ifndef __SANITIZE_ADDRESS__ // it reserves more addresses than there is memory
    const rlimit memory{memoryLimit, memoryLimit};
    ::setrlimit(RLIMIT_AS, &memory);
#endif
}

const Target *targetNamed(const QString &name)
{
    static const std::array targets{recordingTarget(), classifyTarget(), jsonTextTarget(),
        configurationTarget(), filterTarget(), bookmarksTarget(), findingsTarget()};
    const auto found = std::find_if(targets.begin(), targets.end(),
        [&](const Target &target) { return name == QLatin1StringView(target.name); });
    return found == targets.end() ? nullptr : &*found;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    demand(file.open(QIODevice::ReadOnly), "the file can be read");
    return file.readAll();
}

} // namespace

/// The sanitizer's own limits of memory; asked by it before anything is set up that instrumented code needs.
extern "C" __attribute__((no_sanitize_coverage, no_sanitize_address, no_sanitize_undefined)) const char *
__asan_default_options()
{
    return "hard_rss_limit_mb=2048:quarantine_size_mb=32:detect_leaks=1";
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QCommandLineParser parser;
    parser.addPositionalArgument(
        u"target"_s, u"recording, classify, jsontext, configuration, filter or bookmarks"_s);
    parser.addOptions({{u"rounds"_s, u"How many inputs."_s, u"number"_s},
        {u"seconds"_s, u"How long."_s, u"number"_s}, {u"input"_s, u"Only this one."_s, u"file"_s},
        {u"seed"_s, u"Fixes what is fed."_s, u"number"_s, u"1"_s},
        {u"folder"_s, u"Where the input is."_s, u"folder"_s, u"."_s}});
    parser.addHelpOption();
    parser.process(application);
    const Target *target = targetNamed(parser.positionalArguments().value(0));
    if (!target)
        parser.showHelp(2);
    setLimits();
    Fuzzer fuzzer(*target, parser.value(u"folder"_s), parser.value(u"seed"_s).toUInt());
    if (parser.isSet(u"input"_s))
        fuzzer.feed(contentOf(parser.value(u"input"_s)));
    else if (parser.isSet(u"seconds"_s))
        fuzzer.feedFor(std::chrono::seconds(parser.value(u"seconds"_s).toInt()));
    else
        fuzzer.feedRounds(parser.value(u"rounds"_s).toULongLong());
    std::puts(fuzzer.result().constData());
    return 0;
}
