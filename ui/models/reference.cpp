#include "ui/models/reference.h"

#include "ui/models/text.h"

#include <QCoreApplication>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Reference", text);
}

/// Collects a page twice: as HTML to read and as words to search.
class Writer
{
public:
    void head(const QString &name, const QString &label)
    {
        add(u"p"_s, u"title"_s, label.isEmpty() ? name : label);
        if (!label.isEmpty())
            add(u"p"_s, u"name"_s, name);
    }
    void title(const QString &text) { add(u"p"_s, u"head"_s, text); }
    void paragraph(const QString &text)
    {
        if (!text.isEmpty())
            add(u"p"_s, {}, text);
    }
    void note(const QString &text) { add(u"p"_s, u"note"_s, text); }

    void beginTable(const QStringList &heads)
    {
        m_html += u"<table width=\"100%\" cellpadding=\"4\" cellspacing=\"0\">"_s;
        if (heads.isEmpty())
            return;
        m_html += u"<tr>"_s;
        for (const QString &cell : heads)
            add(u"td"_s, u"quiet"_s, cell);
        m_html += u"</tr>"_s;
    }
    /// The first cells are as they are sent.
    void row(const QStringList &cells, int sent = 1)
    {
        m_html += u"<tr>"_s;
        for (qsizetype i = 0; i < cells.size(); ++i)
            add(u"td"_s, i < sent ? u"name"_s : QString(), cells[i]);
        m_html += u"</tr>"_s;
    }
    void endTable() { m_html += u"</table>"_s; }

    QString html() const { return m_html; }
    QString words() const { return m_words; }

private:
    void add(const QString &tag, const QString &kind, const QString &text)
    {
        const QString attribute = kind.isEmpty() ? QString() : u" class=\"%1\""_s.arg(kind);
        m_html += u'<' + tag + attribute + u'>' + text.toHtmlEscaped() + u"</"_s + tag + u'>';
        m_words += text + u'\n';
    }

    QString m_html;
    QString m_words;
};

QString number(double value)
{
    return shownNumber(QByteArray::number(value, 'g', 12));
}

QString valueText(const QJsonValue &value)
{
    if (value.isDouble())
        return number(value.toDouble());
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    return value.toString();
}

QString rangeText(const ValueRule &rule)
{
    const auto &[minimum, maximum] = rule.range;
    const QString unit = rule.unit.isEmpty() ? QString() : u'\u00A0' + rule.unit;
    if (minimum && maximum)
        return tr("%1 to %2").arg(number(*minimum), number(*maximum)) + unit;
    if (minimum)
        return tr("%1 or more").arg(number(*minimum) + unit);
    if (maximum)
        return tr("%1 or less").arg(number(*maximum) + unit);
    return rule.unit;
}

QString choicesText(const QList<Choice> &choices)
{
    QStringList texts;
    for (const Choice &choice : choices)
        texts.append(u"%1 %2"_s.arg(valueText(choice.value), choice.name));
    return texts.join(u", "_s);
}

QString allowedText(const ValueRule &rule)
{
    return rule.choices.isEmpty() ? rangeText(rule) : choicesText(rule.choices);
}

QString typeText(const Parameter &parameter)
{
    switch (parameter.type) {
    case Parameter::Type::Integer:
        return tr("integer");
    case Parameter::Type::Number:
        return tr("number");
    case Parameter::Type::String:
        return tr("text");
    case Parameter::Type::Boolean:
        return tr("true or false");
    case Parameter::Type::Any:
        break;
    }
    return tr("any value");
}

QString meaningText(const Parameter &parameter)
{
    QStringList parts = {parameter.rule.help};
    if (!parameter.required)
        parts.append(tr("May be left out."));
    if (!parameter.conditions.isEmpty())
        parts.append(tr("Depends on %1, see below.").arg(parameter.conditions.first().parameter));
    parts.removeAll(QString());
    return parts.join(u' ');
}

QString choiceName(const Command &command, const QString &parameter, const QJsonValue &value)
{
    const Parameter *found = command.parameter(parameter);
    for (const Choice &choice : found ? found->rule.choices : QList<Choice>())
        if (choice.value == value)
            return choice.name;
    return valueText(value);
}

void writeChoices(Writer *writer, const Parameter &parameter)
{
    writer->title(tr("Values of %1").arg(parameter.name));
    writer->beginTable({});
    for (const Choice &choice : parameter.rule.choices)
        writer->row({valueText(choice.value), choice.name, choice.help}, 2);
    writer->endTable();
}

void writeConditions(Writer *writer, const Command &command, const Parameter &parameter)
{
    writer->title(tr("Values of %1 by %2").arg(parameter.name, parameter.conditions.first().parameter));
    writer->beginTable({tr("With"), tr("Values"), tr("At first")});
    for (const ConditionalRule &condition : parameter.conditions)
        writer->row({choiceName(command, condition.parameter, condition.equals), allowedText(condition.rule),
            valueText(condition.rule.usual)});
    writer->endTable();
}

void writeParameters(Writer *writer, const Command &command)
{
    if (command.parameters.isEmpty())
        return writer->paragraph(tr("It takes no parameters."));
    writer->title(tr("Parameters"));
    writer->beginTable({tr("Name"), tr("Type"), tr("Range"), tr("Meaning")});
    for (const Parameter &parameter : command.parameters)
        writer->row({parameter.name, typeText(parameter),
            parameter.rule.choices.isEmpty() ? rangeText(parameter.rule) : tr("see below"),
            meaningText(parameter)});
    writer->endTable();
    for (const Parameter &parameter : command.parameters) {
        if (!parameter.rule.choices.isEmpty())
            writeChoices(writer, parameter);
        if (!parameter.conditions.isEmpty())
            writeConditions(writer, command, parameter);
    }
}

void writeReply(Writer *writer, const Command &command)
{
    if (command.reply.isEmpty())
        return writer->paragraph(tr("The response says whether it worked, and nothing else."));
    writer->title(tr("Response"));
    writer->beginTable({});
    for (const ReplyField &field : command.reply)
        writer->row({field.name, field.help});
    writer->endTable();
}

ReferencePage pageOf(const Command &command)
{
    Writer writer;
    writer.head(command.name, {});
    writer.paragraph(command.help);
    if (command.mayBeRefused)
        writer.note(tr("Not every server lets a client use this command."));
    writeParameters(&writer, command);
    if (command.takesMore)
        writer.paragraph(tr("Any further keys may be added."));
    writeReply(&writer, command);
    return {tr("Commands"), command.group, command.name, {}, writer.html(), writer.words()};
}

ReferencePage pageOf(const EventDescription &event)
{
    Writer writer;
    writer.head(event.name, event.label);
    writer.paragraph(event.help);
    if (!event.fields.isEmpty()) {
        writer.title(tr("Fields"));
        writer.beginTable({});
        for (const QString &field : event.fields)
            writer.row({field});
        writer.endTable();
    }
    return {tr("Events"), {}, event.name, event.label, writer.html(), writer.words()};
}

ReferencePage pageOf(const ErrorCode &code)
{
    Writer writer;
    writer.head(code.name, {});
    writer.paragraph(code.meaning);
    writer.beginTable({});
    writer.row({errorCodeText(QByteArray::number(code.code)), tr("A server sends the number or the name.")});
    writer.endTable();
    // Typed with the hyphen of the keyboard, it is to be found as well.
    const QString words = writer.words() + QString::number(code.code);
    return {tr("Error codes"), {}, code.name, {}, writer.html(), words};
}

/// The rule of a value that depends on this control, wherever the catalogue says it.
const ValueRule *ruleOf(const Catalogue &catalogue, const Choice &control)
{
    for (const Command &command : catalogue.commands()) {
        for (const Parameter &parameter : command.parameters)
            for (const ConditionalRule &condition : parameter.conditions)
                if (condition.equals == control.value)
                    return &condition.rule;
    }
    return nullptr;
}

ReferencePage pageOf(const Catalogue &catalogue, const Choice &control)
{
    Writer writer;
    const QString label = controlLabel(control.name.toUtf8());
    writer.head(control.name, label);
    writer.paragraph(control.help);
    writer.beginTable({});
    writer.row({valueText(control.value), tr("the number of the control")});
    if (const ValueRule *rule = ruleOf(catalogue, control)) {
        writer.row({allowedText(*rule), tr("its values")});
        if (!rule->usual.isUndefined())
            writer.row({valueText(rule->usual), tr("its value at first")});
    }
    writer.endTable();
    return {tr("Audio controls"), {}, control.name, label, writer.html(), writer.words()};
}

} // namespace

bool ReferencePage::matches(const QString &search) const
{
    const QStringList wanted = search.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(wanted.begin(), wanted.end(),
        [this](const QString &word) { return words.contains(word, Qt::CaseInsensitive); });
}

QList<ReferencePage> referencePages(const Catalogue &catalogue)
{
    QList<ReferencePage> pages;
    for (const Command &command : catalogue.commands())
        pages.append(pageOf(command));
    for (const EventDescription &event : catalogue.events())
        pages.append(pageOf(event));
    for (const ErrorCode &code : catalogue.errorCodes())
        pages.append(pageOf(code));
    for (const Choice &control : catalogue.controls())
        pages.append(pageOf(catalogue, control));
    return pages;
}

} // namespace console
